import type { TaskRecord } from '@millwright/protocol'
import { effectId } from '../effect-id.ts'
import type { Parts } from '../parts.ts'

/**
 * Queues the update of a pull request's comment, once for each state of a task: GitHub wants pauses
 * between comments, and nothing else should wait for them.
 */
export async function queueComment(parts: Parts, record: TaskRecord): Promise<void> {
  const { task_id, inputs } = record.task
  if (inputs.pr_number === undefined) return
  const id = effectId(`comment.${record.state}`, record)
  await parts.queues.deliveries.add({ kind: 'comment', task_id }, id)
}
