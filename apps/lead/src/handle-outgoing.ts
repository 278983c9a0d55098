import type { TaskState } from '@millwright/protocol'
import type { OutgoingJob } from '@millwright/queue'
import { bringIssue } from './incidents/bring-issue.ts'
import type { Parts } from './parts.ts'
import { deliver } from './pushes/deliver.ts'
import { callPerson } from './telling/call-person.ts'
import { commentOn } from './telling/comment-on.ts'
import { noteOn } from './telling/note-on.ts'
import { notifyPeople } from './telling/notify-people.ts'
import { queueComment } from './telling/queue-comment.ts'
import { showTakenUp } from './telling/show-checks.ts'
import { tellDigest } from './telling/tell-digest.ts'

const undelivered: readonly TaskState[] = ['reported', 'delivering']

/** Does one piece of work whose effect lies outside: a delivery to GitHub or a call to a person. */
export async function handleOutgoing(parts: Parts, job: OutgoingJob): Promise<void> {
  switch (job.kind) {
    case 'deliver':
      return deliver(parts, job.task_id)
    case 'comment':
      return commentOn(parts, job.task_id)
    case 'check':
      return showTakenUp(parts, job.task_id)
    case 'note':
      return noteOn(parts, job.failure_id)
    case 'issue':
      return bringIssue(parts, job.repo, job.incident)
    case 'notify':
      return notifyPeople(parts, job)
    case 'digest':
      return tellDigest(parts, job.target, job.id)
  }
}

/** A delivery that failed for good leaves its task in a state that people see. */
export async function giveUpOutgoing(parts: Parts, job: OutgoingJob, error: Error): Promise<void> {
  parts.logger.error({ err: error, job: job.kind }, 'delivery given up')
  if (job.kind === 'comment' || job.kind === 'note') {
    const text = 'the comment on the pull request could not be brought up to date'
    const about = job.kind === 'comment' ? { task_id: job.task_id } : {}
    return parts.tell({ kind: 'github', ...about, text })
  }
  if (job.kind === 'check') {
    const text = 'the check of the task could not be shown'
    return parts.tell({ kind: 'github', task_id: job.task_id, text })
  }
  if (job.kind === 'issue') {
    const text = 'the issue of an incident could not be brought up to date'
    return parts.tell({ kind: 'github', repo: job.repo, text })
  }
  if (job.kind === 'digest') {
    return parts.tell({ kind: 'notify', text: `a digest was not told to ${job.target}` })
  }
  if (job.kind === 'notify') {
    const { notification, target = 'anybody' } = job
    return parts.tell({ kind: 'notify', text: `not told to ${target}: ${notification.title}` })
  }
  const { task_id } = job
  const reason = parts.redact(`delivery given up: ${error.message}`).slice(0, 500)
  const record = await parts.store.getTask(task_id)
  if (!record || !undelivered.includes(record.state)) return
  // Before the state is changed: whoever comes here a second time would find nothing left to do.
  await callPerson(parts, record, 'delivery_failed', reason)
  const failed = await parts.store.changeTask(task_id, undelivered, (r) => ({
    ...r,
    state: 'failed',
    reason,
  }))
  if (!failed) return
  await queueComment(parts, failed)
  await parts.tell({ kind: 'task', repo: record.task.repo, task_id, text: `failed: ${reason}` })
}
