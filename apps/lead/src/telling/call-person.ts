import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { queueNotification } from './queue-notification.ts'

/** Queues the notification that a task needs a person, once for each reason to call one. */
export function callPerson(
  parts: Parts,
  record: TaskRecord,
  why: 'escalated' | 'awaiting_approval' | 'delivery_failed' | 'reverted',
  reason: string,
): Promise<void> {
  const title = 'needs a person'
  return queueNotification(parts, record, { why, severity: 'action', title, reason })
}
