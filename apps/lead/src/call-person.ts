import type { TaskRecord } from '@millwright/protocol'
import { effectId } from './effect-id.ts'
import type { Parts } from './parts.ts'

/** Queues the notification that a task needs a person, once for each reason to call one. */
export async function callPerson(
  parts: Parts,
  record: TaskRecord,
  why: 'escalated' | 'awaiting_approval' | 'delivery_failed',
  reason: string,
): Promise<void> {
  const { repo, inputs } = record.task
  const place = inputs.pr_number === undefined ? ` ${inputs.branch}` : `#${inputs.pr_number}`
  const key = effectId(why, record)
  await parts.queues.deliveries.add(
    {
      kind: 'notify',
      notification: {
        key,
        severity: 'action',
        title: parts.redact(`${repo}${place} needs a person`).slice(0, 300),
        text: parts.redact(reason).slice(0, 4000),
      },
    },
    `notify.${key}`,
  )
}
