import { Task, Verdict } from '@millwright/protocol'
import { Judgement } from '@millwright/store'
import { z } from 'zod'
import { whoAsks } from '../access/who-asks.ts'
import { ApiError, actor } from '../api-schemas.ts'
import { audit } from '../audit.ts'
import { findTask } from '../find-task.ts'
import { ACTIONS_PER_MINUTE, ANSWER_MS_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Body = z.object({
  /** What the verdict should have been: the one that stands there when it was right. */
  should_be: Verdict,
  actor: actor.optional(),
})
const refusals = { 400: ApiError, 401: ApiError, 403: ApiError, 404: ApiError, 429: ApiError }

/** A person's word on a verdict. It changes nothing but the figures, and may be changed. */
export function addJudge(server: StatusServer, parts: StatusParts): void {
  const { access, store } = parts

  server.post('/api/v1/tasks/:id/judge', {
    handlerTimeout: ANSWER_MS_MAX,
    config: { rateLimit: { max: ACTIONS_PER_MINUTE } },
    preParsing: access.require('operator'),
    schema: {
      summary: 'Say whether the verdict on a failure was right, for the figures',
      security: [{ token: [] }],
      params: z.object({ id: Task.shape.task_id }),
      body: Body,
      response: { 200: Judgement, ...refusals },
    },
    handler: async (request) => {
      const { should_be, actor: said } = request.body
      const record = await findTask(parts, request.params.id)
      const { task_id, verdict } = record.task
      const who = whoAsks(access, request, said)
      const detail = `${verdict}, should be ${should_be}`
      await audit(parts, {
        ...{ actor: who, action: 'judge', target: task_id, from: request.ip, detail },
      })
      const at = new Date().toISOString()
      const judgement = { task_id, verdict, should_be, by: 'person', why: who, at } as const
      await store.saveJudgement(judgement)
      return judgement
    },
  })
}
