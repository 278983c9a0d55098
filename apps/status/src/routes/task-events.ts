import { EVENTS_MAX, Task, TimelineEvent } from '@millwright/protocol'
import { z } from 'zod'
import { ApiError } from '../api-schemas.ts'
import { ANSWER_MS_MAX, LIST_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Query = z.object({
  /** The `last` of the answer before; the first event kept unless given. */
  after: z
    .string()
    .regex(/^\d{1,20}-\d{1,20}$/)
    .default('0-0'),
})
const TaskEvents = z.object({
  events: z.array(TimelineEvent),
  /** Pass it as `after` to hear what has happened since. */
  last: z.string(),
})

/** The timeline as far as it tells of one task. */
export function addTaskEvents(server: StatusServer, { store }: StatusParts): void {
  server.get('/api/v1/tasks/:id/events', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'What the timeline tells of one task, in the order in which it happened',
      params: z.object({ id: Task.shape.task_id }),
      querystring: Query,
      response: { 200: TaskEvents, 400: ApiError },
    },
    handler: async ({ params, query }) => {
      const events: TimelineEvent[] = []
      let last = query.after
      for (let read = 0; read < EVENTS_MAX && events.length < LIST_MAX; read += LIST_MAX) {
        const page = await store.readEvents({ after: last, limit: LIST_MAX })
        events.push(...page.flatMap(({ event }) => (event.task_id === params.id ? [event] : [])))
        last = page.at(-1)?.id ?? last
        if (page.length < LIST_MAX) break
      }
      return { events, last }
    },
  })
}
