import type { TaskRecord } from '@millwright/protocol'
import { effectId } from '../effect-id.ts'
import type { Parts } from '../parts.ts'
import { queueComment } from './queue-comment.ts'

/**
 * Queues what shows at GitHub how a task stands now: the comment where there is one, else the check
 * alone, which would say for ever that somebody is at work.
 */
export async function queueUpdate(parts: Parts, record: TaskRecord): Promise<void> {
  if (record.delivery.comment_id !== null) return queueComment(parts, record)
  const { task_id } = record.task
  const id = effectId(`check.${record.state}`, record)
  await parts.queues.deliveries.add({ kind: 'check', task_id }, id)
}
