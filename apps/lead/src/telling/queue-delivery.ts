import type { TaskRecord } from '@millwright/protocol'
import { effectId } from '../effect-id.ts'
import type { Parts } from '../parts.ts'

/** Queues the delivery of an attempt's result, once for each attempt and for each approval of it. */
export async function queueDelivery(parts: Parts, record: TaskRecord): Promise<void> {
  const { task_id } = record.task
  const kind = record.approval ? `deliver-${Date.parse(record.approval.at)}` : 'deliver'
  await parts.queues.deliveries.add({ kind: 'deliver', task_id }, effectId(kind, record))
}
