import type { Approval, MaintenanceJob, TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { queueComment } from '../telling/queue-comment.ts'
import { queueDelivery } from '../telling/queue-delivery.ts'
import { whyHeld } from './hold.ts'

const GONE = 'the task is no longer there'

type Answer<Kind extends MaintenanceJob['kind']> = Extract<MaintenanceJob, { kind: Kind }>

/**
 * Lets a waiting patch go on its way, if it is exactly the one that the person named. Whatever
 * stands against it is said in the timeline and returned, and the patch waits on.
 */
export async function approveTask(parts: Parts, answer: Answer<'approve'>): Promise<string | null> {
  const { task_id, actor } = answer
  const record = await parts.store.getTask(task_id)
  if (!record) return GONE
  // One that was cut off before its delivery was in the queue; adding it again does nothing.
  const isRepeated = record.state === 'reported' && record.approval !== null
  const objection = isRepeated ? null : whyNotApproved(parts, record, answer.patch)
  if (objection !== null) return object(parts, record, 'approved', objection)
  const approved = isRepeated ? record : await answerHold(parts, record, 'approved', actor)
  if (!approved) return GONE
  await tell(parts, approved, approved.reason)
  await queueDelivery(parts, approved)
  return null
}

/** Ends a task whose patch a person does not want. */
export async function rejectTask(parts: Parts, answer: Answer<'reject'>): Promise<string | null> {
  const record = await parts.store.getTask(answer.task_id)
  if (!record) return GONE
  const isRepeated = record.state === 'cancelled' && record.approval?.decision === 'rejected'
  if (record.state !== 'awaiting_approval' && !isRepeated) {
    return object(parts, record, 'rejected', `the task is ${record.state}`)
  }
  const rejected = isRepeated
    ? record
    : await answerHold(parts, record, 'rejected', answer.actor, answer.why)
  if (!rejected) return GONE
  await tell(parts, rejected, rejected.reason)
  await queueComment(parts, rejected)
  return null
}

function whyNotApproved(parts: Parts, record: TaskRecord, name: string): string | null {
  const { state, hold, result } = record
  if (state !== 'awaiting_approval') return `the task is ${state}`
  if (hold === null || result === null) return 'the task shows no patch'
  if (!hold.patch_sha.startsWith(name)) {
    return `the patch is ${hold.patch_sha.slice(0, 12)}, not ${name.slice(0, 12)}`
  }
  return whyHeld(parts, record, result.patch)
}

function answerHold(
  { store }: Parts,
  { task, hold }: TaskRecord,
  decision: Approval['decision'],
  actor: string,
  why = '',
): Promise<TaskRecord | null> {
  const approval = {
    decision,
    patch_sha: hold?.patch_sha ?? '',
    actor,
    at: new Date().toISOString(),
  }
  return store.changeTask(task.task_id, ['awaiting_approval'], (r) => ({
    ...r,
    state: decision === 'approved' ? 'reported' : 'cancelled',
    reason: `${decision} by ${actor}${why === '' ? '' : `: ${why}`}`,
    approval,
  }))
}

async function object(
  parts: Parts,
  record: TaskRecord,
  decision: Approval['decision'],
  objection: string,
): Promise<string> {
  await tell(parts, record, `not ${decision}: ${objection}`)
  return objection
}

function tell(parts: Parts, { task }: TaskRecord, text: string): Promise<void> {
  return parts.tell({ kind: 'task', repo: task.repo, task_id: task.task_id, text })
}
