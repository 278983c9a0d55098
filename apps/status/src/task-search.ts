import { TaskState, TaskType, Verdict } from '@millwright/protocol'
import type { TaskSearch } from '@millwright/store'
import { z } from 'zod'

/** The place where a page ended, as the answer named it. */
export const Cursor = z.string().regex(/^\d{1,16}\.[^\s]{1,400}$/, 'the `next` of a page')

/** One state, or several between commas. */
const States = z
  .string()
  .max(200)
  .transform((text) => text.split(','))
  .pipe(z.array(TaskState))

/** Which tasks are meant; the same in the list and in a bulk action. */
export const TaskQuery = z.object({
  state: States.optional(),
  repo: z.string().max(200).optional(),
  verdict: Verdict.optional(),
  /** The task's type. */
  kind: TaskType.optional(),
  pull: z.coerce.number().int().min(1).optional(),
  /** Stands in the task's name, branch, summary or reason. */
  q: z.string().min(1).max(200).optional(),
})

export function toSearch(
  { state: states, kind: type, q: text, ...same }: z.infer<typeof TaskQuery>,
  limit: number,
  before?: string,
): TaskSearch {
  return { ...same, states, type, text, limit, before }
}
