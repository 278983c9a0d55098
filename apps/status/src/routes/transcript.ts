import { Task, Transcript } from '@millwright/protocol'
import { readTranscript } from '@millwright/report'
import { z } from 'zod'
import { ApiError } from '../api-schemas.ts'
import { findTask } from '../find-task.ts'
import { ANSWER_MS_MAX, TURNS_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Query = z.object({
  limit: z.coerce.number().int().min(1).max(TURNS_MAX).default(20),
  /** The `next` of the page before: turns older than it. */
  before: z.coerce.number().int().min(1).optional(),
})
const Answer = z.object({
  /** The attempt that wrote it; null when no model has worked on the task, or it is not kept. */
  attempt: Transcript.pick({ epoch: true, worker: true, at: true }).nullable(),
  /** Turns in all, and those at the beginning for which there was no room. */
  total: z.number().int(),
  left_out: z.number().int(),
  /** The oldest first. */
  turns: Transcript.shape.turns,
  /** Pass it as `before` for the turns before these; null where these are the first kept. */
  next: z.number().int().nullable(),
})

/** What the model said and did about a task, the newest turns first to come. */
export function addTranscript(server: StatusServer, { store, redis }: StatusParts): void {
  server.get('/api/v1/tasks/:id/transcript', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'What the model said, called and was answered, turn by turn; also while it runs',
      params: z.object({ id: Task.shape.task_id }),
      querystring: Query,
      response: { 200: Answer, 400: ApiError, 404: ApiError },
    },
    handler: async ({ params: { id }, query: { limit, before = Number.POSITIVE_INFINITY } }) => {
      await findTask({ store }, id)
      const transcript = await readTranscript(redis, id)
      if (transcript === null) {
        return { attempt: null, total: 0, left_out: 0, turns: [], next: null }
      }
      const { epoch, worker, at, left_out } = transcript
      const older = transcript.turns.filter(({ turn }) => turn < before)
      const turns = older.slice(-limit)
      return {
        attempt: { epoch, worker, at },
        total: left_out + transcript.turns.length,
        left_out,
        turns,
        next: turns.length < older.length ? (turns[0]?.turn ?? null) : null,
      }
    },
  })
}
