import type { OutgoingJob } from '@millwright/queue'
import { callPerson } from './call-person.ts'
import { commentOn } from './comment-on.ts'
import { deliver } from './deliver.ts'
import type { Parts } from './parts.ts'

/** Does one piece of work whose effect lies outside: a delivery to GitHub or a call to a person. */
export async function handleOutgoing(parts: Parts, job: OutgoingJob): Promise<void> {
  switch (job.kind) {
    case 'deliver':
      return deliver(parts, job.task_id)
    case 'comment':
      return commentOn(parts, job.task_id)
    case 'notify':
      await parts.notifier.send(job.notification)
      return parts.tell({ kind: 'notify', text: job.notification.title })
  }
}

/** A delivery that failed for good leaves its task in a state that people see. */
export async function giveUpOutgoing(parts: Parts, job: OutgoingJob, error: Error): Promise<void> {
  parts.logger.error({ err: error, job: job.kind }, 'delivery given up')
  if (job.kind === 'comment') {
    const text = 'the comment on the pull request could not be brought up to date'
    return parts.tell({ kind: 'github', task_id: job.task_id, text })
  }
  if (job.kind === 'notify') {
    return parts.tell({ kind: 'notify', text: `not delivered: ${job.notification.title}` })
  }
  const reason = parts.redact(`delivery given up: ${error.message}`).slice(0, 500)
  const record = await parts.store.changeTask(job.task_id, ['reported', 'delivering'], (r) => ({
    ...r,
    state: 'failed',
    reason,
  }))
  if (!record) return
  await callPerson(parts, record, 'delivery_failed', reason)
  await parts.tell({
    kind: 'task',
    repo: record.task.repo,
    task_id: job.task_id,
    text: `failed: ${reason}`,
  })
}
