import { Task } from '@millwright/protocol'
import { z } from 'zod'
import { ApiError, TaskDetail, TaskList } from '../api-schemas.ts'
import { findTask } from '../find-task.ts'
import { ANSWER_MS_MAX, LIST_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'
import { Cursor, TaskQuery, toSearch } from '../task-search.ts'

const Query = TaskQuery.extend({
  limit: z.coerce.number().int().min(1).max(LIST_MAX).default(50),
  /** The `next` of the page before. */
  before: Cursor.optional(),
})

/** Tasks as a list, newest first, and one by one. */
export function addTasks(server: StatusServer, { store, redact }: StatusParts): void {
  server.get('/api/v1/tasks', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'Tasks, newest first',
      querystring: Query,
      response: { 200: TaskList, 400: ApiError },
    },
    handler: async ({ query: { limit, before, ...query } }) => {
      const { items, next } = await store.pageRows(toSearch(query, limit, before))
      return { tasks: items, next }
    },
  })

  server.get('/api/v1/tasks/:id', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'One task with its evidence, proof, gate findings and delivery',
      params: z.object({ id: Task.shape.task_id }),
      response: { 200: TaskDetail, 400: ApiError, 404: ApiError },
    },
    handler: async ({ params }) => {
      const record = await findTask({ store }, params.id)
      const known = await store.getFailure(record.task.failure_id)
      const judgements = await store.judgementsOf(params.id)
      const patch = record.result?.patch ?? ''
      const is_shown_whole = redact(patch) === patch
      return { task: record, is_shown_whole, failure: known?.failure ?? null, judgements }
    },
  })
}
