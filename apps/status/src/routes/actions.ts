import { isFinished, Task, type TaskRecord } from '@millwright/protocol'
import { z } from 'zod'
import { ActionAnswer, ActionBody, ApiError } from '../api-schemas.ts'
import { checkToken } from '../check-token.ts'
import { ACTIONS_PER_MINUTE, ANSWER_MS_MAX } from '../limits.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

type Action = z.infer<typeof ActionAnswer>['action']

const params = z.object({ id: Task.shape.task_id })
const refusals = {
  400: ApiError,
  401: ApiError,
  403: ApiError,
  404: ApiError,
  409: ApiError,
  429: ApiError,
}

/**
 * What an operator may ask for. The lead does it: an action here is a job in its queue and a line
 * in the timeline that says who asked.
 */
export function addActions(server: StatusServer, parts: StatusParts): void {
  for (const [action, summary] of [
    ['cancel', 'Ask the lead to stop a task'],
    ['retry', 'Ask the lead to queue a finished task again'],
  ] as const) {
    server.post(`/api/v1/tasks/:id/${action}`, {
      handlerTimeout: ANSWER_MS_MAX,
      config: { rateLimit: { max: ACTIONS_PER_MINUTE } },
      // After the rate limit, so that guesses are counted, and before the body is read.
      preParsing: checkToken(parts.settings.token),
      schema: {
        summary,
        security: [{ token: [] }],
        params,
        body: ActionBody,
        response: { 202: ActionAnswer, ...refusals },
      },
      handler: async (request, reply) => {
        const actor = request.body?.actor ?? `api ${request.ip}`
        const record = await ask(parts, action, request.params.id, actor)
        reply.code(202)
        return { task_id: record.task.task_id, action, state: record.state }
      },
    })
  }
}

async function ask(
  { store, queues, logger, redact }: StatusParts,
  action: Action,
  taskId: string,
  actor: string,
): Promise<TaskRecord> {
  const record = await store.getTask(taskId)
  if (!record) throw new StatusError('MW_NOT_FOUND', 'there is no such task, or no longer')
  const objection = objectionTo(action, record)
  if (objection !== null) throw new StatusError('MW_WRONG_STATE', objection)
  await queues.maintenance.add({ kind: action, task_id: taskId, actor })
  await store.addEvent({
    at: new Date().toISOString(),
    kind: 'task',
    repo: record.task.repo,
    task_id: taskId,
    text: redact(`${actor} asked to ${action} the task`),
  })
  logger.info({ taskId, action, actor }, 'action asked for')
  return record
}

function objectionTo(action: Action, { state, task }: TaskRecord): string | null {
  switch (action) {
    case 'cancel':
      return isFinished(state) ? `the task is ${state}; there is nothing left to cancel` : null
    case 'retry':
      if (task.type === 'escalate') return 'the task is for a person; no worker can retry it'
      return isFinished(state) ? null : `the task is ${state}; only a finished one can be retried`
  }
}
