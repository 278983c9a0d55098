import { Task, type TaskRecord } from '@millwright/protocol'
import { toTaskRow } from '@millwright/store'
import { z } from 'zod'
import { whoAsks } from '../access/who-asks.ts'
import { ApiError, actor, TaskSummary } from '../api-schemas.ts'
import { audit } from '../audit.ts'
import * as limits from '../limits.ts'
import { objectionTo } from '../objection-to.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'
import { TaskQuery, toSearch } from '../task-search.ts'

const Body = z.object({
  action: z.enum(['cancel', 'retry']),
  /** The tasks that are meant; or `search`. */
  task_ids: z.array(Task.shape.task_id).min(1).max(limits.BULK_MAX).optional(),
  search: TaskQuery.optional(),
  /** True to hear what would be asked for, and ask for nothing. */
  preview: z.boolean().default(false),
  actor: actor.optional(),
})
const Answer = z.object({
  action: Body.shape.action,
  preview: z.boolean(),
  /** The tasks that the lead was asked to act on, or would be. */
  asked: z.array(TaskSummary),
  /** Why the others were left out. */
  refused: z.array(z.object({ task_id: z.string(), why: z.string() })),
  /** True when the search means more tasks than one action covers. */
  has_more: z.boolean(),
})
const refusals = { 400: ApiError, 401: ApiError, 403: ApiError, 429: ApiError }

/**
 * One action for many tasks. Which ones is settled before the first is touched, filed row by row in
 * the audit log, and given to the lead in one step: no later change of a task adds to them.
 */
export function addBulk(server: StatusServer, parts: StatusParts): void {
  server.post('/api/v1/tasks/bulk', {
    handlerTimeout: limits.ANSWER_MS_MAX,
    bodyLimit: limits.BULK_BODY_BYTES_MAX,
    config: { rateLimit: { max: limits.ACTIONS_PER_MINUTE } },
    preParsing: parts.access.require('operator'),
    schema: {
      summary: 'Cancel or retry many tasks, or say which it would be',
      security: [{ token: [] }],
      body: Body,
      response: { 200: Answer, 202: Answer, ...refusals },
    },
    handler: async (request, reply) => {
      const { action: kind, preview, actor: said } = request.body
      const who = whoAsks(parts.access, request, said)
      const { records, missing, has_more } = await targetsOf(parts, request.body)
      const asked: TaskRecord[] = []
      const refused = missing.map((task_id) => ({ task_id, why: 'there is no such task' }))
      for (const record of records) {
        const { task_id } = record.task
        const why = objectionTo({ kind, task_id, actor: who }, record)
        if (why === null) asked.push(record)
        else refused.push({ task_id, why })
      }
      if (!preview && asked.length > 0) await ask(parts, kind, who, request.ip, asked)
      const answer = { action: kind, preview, asked: asked.map(toTaskRow), refused, has_more }
      return reply.code(preview ? 200 : 202).send(answer)
    },
  })
}

async function targetsOf({ store }: StatusParts, { task_ids, search }: z.infer<typeof Body>) {
  if ((task_ids === undefined) === (search === undefined)) {
    throw new StatusError('MW_BAD_REQUEST', 'give either task_ids or search')
  }
  if (search !== undefined) {
    const records: TaskRecord[] = []
    let before: string | undefined
    do {
      const limit = limits.BULK_MAX - records.length
      const page = await store.pageTasks(toSearch(search, limit, before))
      records.push(...page.items)
      before = page.next ?? undefined
    } while (before !== undefined && records.length < limits.BULK_MAX)
    return { records, missing: [], has_more: before !== undefined }
  }
  const names = [...new Set(task_ids)]
  const found = await Promise.all(names.map((name) => store.getTask(name)))
  const missing = names.filter((_, at) => found[at] === null)
  return { records: found.filter((one) => one !== null), missing, has_more: false }
}

async function ask(
  parts: StatusParts,
  kind: 'cancel' | 'retry',
  who: string,
  from: string,
  records: readonly TaskRecord[],
): Promise<void> {
  const names = records.map(({ task }) => task.task_id)
  const detail = `one of ${names.length} tasks at once`
  for (const target of names) await audit(parts, { actor: who, action: kind, target, from, detail })
  const at = new Date().toISOString()
  const jobs = names.map((task_id) => ({
    kind,
    task_id,
    actor: who,
    ...(kind === 'retry' && { at }),
  }))
  await parts.queues.maintenance.addAll(jobs)
  await parts.store.addEvent({
    at,
    kind: 'task',
    text: parts.redact(`${who} asked to ${kind} ${names.length} tasks`),
  })
  parts.logger.info({ action: kind, actor: who, tasks: names.length }, 'bulk action asked for')
}
