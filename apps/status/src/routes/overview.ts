import { listWorkers } from '@millwright/report'
import { EVERYWHERE } from '@millwright/store'
import { z } from 'zod'
import { ApiError, DecisionList, Overview, WorkerList } from '../api-schemas.ts'
import { ANSWER_MS_MAX, LIST_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const DecisionQuery = z.object({
  repo: z.string().max(200).optional(),
  pr: z.coerce.number().int().optional(),
  failure_id: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(LIST_MAX).default(50),
})

/** The service at a glance, its workers, and why it did or did not act. */
export function addOverview(server: StatusServer, parts: StatusParts): void {
  const { redis, store, queues, version } = parts
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
        pauses,
        lead,
        tasks: await store.countTasks(),
        queues: await queues.depths(),
        prompts_refused: (await store.readPromptsInUse())?.refused ?? null,
        workers: {
          count: workers.length,
          sandbox: { bwrap: count('bwrap'), none: count('none') },
        },
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
    handler: async ({ query }) => ({ decisions: await store.listDecisions(query) }),
  })
}
