import { Task, TaskResult } from '@millwright/protocol'
import { z } from 'zod'

/** What a shadow is asked to do: one line of JSON on its standard input. */
export const ShadowOrder = z.object({
  task: Task,
  /** Asked instead of the configured model. */
  model: z.string().min(1).max(100).optional(),
})
export type ShadowOrder = z.infer<typeof ShadowOrder>

/** What became of it: one line of JSON on its standard output. */
export const ShadowAnswer = z.object({ result: TaskResult })
export type ShadowAnswer = z.infer<typeof ShadowAnswer>

/** The largest order, in bytes: a task with its prompt and evidence. */
export const ORDER_BYTES_MAX = 4_000_000
