import { Task, type TaskRecord } from '@millwright/protocol'
import { z } from 'zod'
import { ActionAnswer, ActionBody, ApiError, ApproveBody, RejectBody } from '../api-schemas.ts'
import { askLead } from '../ask-lead.ts'
import { checkToken } from '../check-token.ts'
import { ACTIONS_PER_MINUTE, ANSWER_MS_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const refusals = {
  400: ApiError,
  401: ApiError,
  403: ApiError,
  404: ApiError,
  409: ApiError,
  429: ApiError,
}
const schema = {
  security: [{ token: [] }],
  params: z.object({ id: Task.shape.task_id }),
  response: { 202: ActionAnswer, ...refusals },
}

/**
 * What an operator may ask for. The lead does it: an action here is a job in its queue and a line
 * in the timeline that says who asked.
 */
export function addActions(server: StatusServer, parts: StatusParts): void {
  const options = {
    handlerTimeout: ANSWER_MS_MAX,
    config: { rateLimit: { max: ACTIONS_PER_MINUTE } },
    // After the rate limit, so that guesses are counted, and before the body is read.
    preParsing: checkToken(parts.settings.token),
  }
  for (const [kind, summary] of [
    ['cancel', 'Ask the lead to stop a task'],
    ['retry', 'Ask the lead to queue a finished task again'],
  ] as const) {
    server.post(`/api/v1/tasks/:id/${kind}`, {
      ...options,
      schema: { ...schema, summary, body: ActionBody },
      handler: async ({ params: { id: task_id }, body, ip }, reply) => {
        const actor = body?.actor ?? `api ${ip}`
        const record = await askLead(parts, { kind, task_id, actor }, ip)
        return reply.code(202).send(answer(kind, record))
      },
    })
  }
  server.post('/api/v1/tasks/:id/approve', {
    ...options,
    schema: { ...schema, summary: 'Approve exactly one patch that waits', body: ApproveBody },
    handler: async ({ params: { id: task_id }, body: { actor, patch }, ip }, reply) => {
      const job = { kind: 'approve', task_id, actor: actor ?? `api ${ip}`, patch } as const
      return reply.code(202).send(answer('approve', await askLead(parts, job, ip)))
    },
  })
  server.post('/api/v1/tasks/:id/reject', {
    ...options,
    schema: { ...schema, summary: 'Drop a patch that waits', body: RejectBody },
    handler: async ({ params: { id: task_id }, body, ip }, reply) => {
      const { actor = `api ${ip}`, why = '' } = body ?? {}
      const record = await askLead(parts, { kind: 'reject', task_id, actor, why }, ip)
      return reply.code(202).send(answer('reject', record))
    },
  })
}

function answer(
  action: z.infer<typeof ActionAnswer>['action'],
  { task, state }: TaskRecord,
): z.infer<typeof ActionAnswer> {
  return { task_id: task.task_id, action, state }
}
