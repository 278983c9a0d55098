import type { TaskRecord } from '@millwright/protocol'
import { commentOn } from './comment-on.ts'
import type { Parts } from './parts.ts'

/** Calls a person: a notification through the queue, a comment where there is a pull request. */
export async function escalate(parts: Parts, record: TaskRecord, reason: string): Promise<void> {
  const { task_id, repo, inputs } = record.task
  await parts.queues.deliveries.add(
    {
      kind: 'notify',
      notification: {
        key: `escalated.${task_id}.${record.epoch}`,
        severity: 'action',
        title: `${repo}${inputs.pr_number ? `#${inputs.pr_number}` : ''} needs a person`,
        text: parts.redact(reason),
      },
    },
    `notify.${task_id}.${record.epoch}`,
  )
  await commentOn(parts, task_id, { state: 'escalated', reason })
  const done = await parts.store.changeTask(task_id, ['delivering', 'watching'], (r) => ({
    ...r,
    state: 'escalated',
    reason,
  }))
  if (done) await parts.tell({ kind: 'task', repo, task_id, text: `escalated: ${reason}` })
}
