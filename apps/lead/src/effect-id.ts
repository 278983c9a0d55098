import type { TaskRecord } from '@millwright/protocol'

/**
 * Names one effect of one attempt, so that it is queued once however often it is asked for. An
 * operator's retry is another round and gets other names: the queue remembers the old ones.
 */
export function effectId(kind: string, { task, epoch }: TaskRecord): string {
  return `${kind}.${task.task_id}.${task.retry_count}.${epoch}`
}
