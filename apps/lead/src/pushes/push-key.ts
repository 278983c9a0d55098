import type { TaskRecord } from '@millwright/protocol'

/** Names our intention to push the one commit of a task. */
export function pushKey({ task }: TaskRecord): string {
  return `push.${task.task_id}`
}
