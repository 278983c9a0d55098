import type { TaskRecord } from '@millwright/protocol'
import type { OutgoingJob } from '@millwright/queue'
import { effectId } from './effect-id.ts'
import type { Parts } from './parts.ts'

export interface News {
  /** Names the event: of one task it is told once. */
  why: 'escalated' | 'awaiting_approval' | 'delivery_failed' | 'resolved' | 'reverted' | 'overdue'
  severity: Extract<OutgoingJob, { kind: 'notify' }>['notification']['severity']
  /** What follows the name of the pull request or branch. */
  title: string
  reason: string
}

/** Queues what people are told about a task. */
export async function queueNotification(
  parts: Parts,
  record: TaskRecord,
  { why, severity, title, reason }: News,
): Promise<void> {
  const { repo, inputs } = record.task
  const place = inputs.pr_number === undefined ? ` ${inputs.branch}` : `#${inputs.pr_number}`
  const key = effectId(why, record)
  const notification = {
    ...{ key, severity },
    title: parts.redact(`${repo}${place} ${title}`).slice(0, 300),
    text: parts.redact(reason).slice(0, 4000),
  }
  await parts.queues.deliveries.add({ kind: 'notify', notification }, `notify.${key}`)
}
