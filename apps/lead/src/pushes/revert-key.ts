import type { TaskRecord } from '@millwright/protocol'

/** Names our intention to take back the one commit of a task. */
export function revertKey({ task, delivery }: TaskRecord): string {
  return `revert.${task.task_id}.${delivery.commit_sha ?? ''}`
}
