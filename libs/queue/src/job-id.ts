import type { Task } from '@millwright/protocol'

/** The name of one round of a task in the queue: a retry is new work, a repeated `add` is not. */
export function taskJobId(task: Pick<Task, 'task_id' | 'retry_count'>): string {
  return `${task.task_id}.${task.retry_count}`
}

/** Any text as a BullMQ job id, which may not hold `:` nor be a whole number. */
export function safeJobId(text: string): string {
  return `id-${encodeURIComponent(text)}`
}
