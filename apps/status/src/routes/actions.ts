import { Task, type TaskRecord } from '@millwright/protocol'
import { z } from 'zod'
import type { CallerRole } from '../access/caller.ts'
import { whoAsks } from '../access/who-asks.ts'
import { ActionAnswer, ActionBody, ApiError, ApproveBody, RejectBody } from '../api-schemas.ts'
import { askLead } from '../ask-lead.ts'
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
  const { access } = parts
  const options = (role: CallerRole) => ({
    handlerTimeout: ANSWER_MS_MAX,
    config: { rateLimit: { max: ACTIONS_PER_MINUTE } },
    // After the rate limit, so that guesses are counted, and before the body is read.
    preParsing: access.require(role),
  })
  for (const [kind, summary] of [
    ['cancel', 'Ask the lead to stop a task'],
    ['retry', 'Ask the lead to queue a finished task again'],
    ['acknowledge', 'Say that you see to it, so that nobody else is called'],
  ] as const) {
    server.post(`/api/v1/tasks/:id/${kind}`, {
      ...options('operator'),
      schema: { ...schema, summary, body: ActionBody },
      handler: async (request, reply) => {
        const actor = whoAsks(access, request, request.body?.actor)
        const at = new Date().toISOString()
        const wish = { kind, task_id: request.params.id, actor, ...(kind === 'retry' && { at }) }
        return reply.code(202).send(answer(kind, await askLead(parts, wish, request.ip)))
      },
    })
  }
  server.post('/api/v1/tasks/:id/approve', {
    ...options('approver'),
    schema: { ...schema, summary: 'Approve exactly one patch that waits', body: ApproveBody },
    handler: async (request, reply) => {
      const { actor: said, patch } = request.body
      const actor = whoAsks(access, request, said)
      const wish = { kind: 'approve', task_id: request.params.id, actor, patch } as const
      return reply.code(202).send(answer('approve', await askLead(parts, wish, request.ip)))
    },
  })
  server.post('/api/v1/tasks/:id/reject', {
    ...options('approver'),
    schema: { ...schema, summary: 'Drop a patch that waits', body: RejectBody },
    handler: async (request, reply) => {
      const { actor: said, why = '' } = request.body ?? {}
      const actor = whoAsks(access, request, said)
      const wish = { kind: 'reject', task_id: request.params.id, actor, why } as const
      return reply.code(202).send(answer('reject', await askLead(parts, wish, request.ip)))
    },
  })
}

function answer(
  action: z.infer<typeof ActionAnswer>['action'],
  { task, state }: TaskRecord,
): z.infer<typeof ActionAnswer> {
  return { task_id: task.task_id, action, state }
}
