import { Decision } from '@millwright/protocol'
import { listWorkers } from '@millwright/report'
import { EVERYWHERE } from '@millwright/store'
import { z } from 'zod'
import { ApiError, DecisionList } from '../api-schemas.ts'
import { ANSWER_MS_MAX, LIST_MAX } from '../limits.ts'
import { Overview, WorkerList } from '../service-schemas.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'
import { isPausedByConfig, whyIdle } from '../why-idle.ts'

const DecisionQuery = z.object({
  repo: z.string().max(200).optional(),
  pr: z.coerce.number().int().optional(),
  answer: Decision.shape.answer.optional(),
  /** Stands in the reason, the repository, the task's or the failure's name. */
  q: z.string().min(1).max(200).optional(),
  failure_id: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(LIST_MAX).default(50),
  /** The `next` of the page before. */
  before: z
    .string()
    .regex(/^\d{1,20}-\d{1,20}$/)
    .optional(),
})

/** The service at a glance, its workers, and why it did or did not act. */
export function addOverview(server: StatusServer, parts: StatusParts): void {
  const { config, redis, store, queues, version } = parts
  const startedAt = new Date()

  server.get('/api/v1/status', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: { summary: 'The service at a glance', response: { 200: Overview } },
    handler: async () => {
      const [lead, workers] = [await store.readLead(), await listWorkers(redis)]
      const pauses = await store.listPauses()
      const count = (mode: 'bwrap' | 'none') => workers.filter((w) => w.sandbox === mode).length
      return {
        version,
        started_at: startedAt.toISOString(),
        uptime_seconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
        paused: lead && (lead.paused || pauses.some(({ scope }) => scope === EVERYWHERE)),
        paused_by_config: isPausedByConfig({ config, lead }),
        pauses,
        lead,
        tasks: await store.countTasks(),
        queues: await queues.depths(),
        prompts_refused: (await store.readPromptsInUse())?.refused ?? null,
        workers: {
          count: workers.length,
          sandbox: { bwrap: count('bwrap'), none: count('none') },
        },
        idle: whyIdle({ config, lead, pauses, workers }),
      }
    },
  })

  server.get('/api/v1/workers', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: { summary: 'Workers that give signs of life', response: { 200: WorkerList } },
    handler: async () => ({ workers: await listWorkers(redis) }),
  })

  server.get('/api/v1/decisions', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'Why something, or nothing, happened; newest first',
      querystring: DecisionQuery,
      response: { 200: DecisionList, 400: ApiError },
    },
    handler: async ({ query: { q: text, ...filter } }) => {
      const { items, next } = await store.pageDecisions({ ...filter, text })
      return { decisions: items, next }
    },
  })
}
