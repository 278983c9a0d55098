import type { TaskRecord, TaskState } from '@millwright/protocol'
import { cancelRequested } from '@millwright/report'
import type { Parts } from '../parts.ts'
import { escalate } from '../tasks/escalate.ts'
import { stopTask } from '../tasks/stop-task.ts'
import { commentOn } from '../telling/comment-on.ts'
import { fileCutPush } from './file-cut-push.ts'
import { publish } from './publish.ts'
import { stopDelivery } from './stop-delivery.ts'

/**
 * Carries a finished attempt to GitHub and to people. It may be stopped anywhere and run again:
 * every effect in it finds out first whether it has already been made.
 */
export async function deliver(parts: Parts, taskId: string): Promise<void> {
  await carryOn(parts, taskId)
  // Whoever asks for an end while a patch is being held finds a task that cannot be stopped yet.
  const stop = await cancelRequested(parts.redis, taskId)
  if (stop === null) return
  const record = await parts.store.getTask(taskId)
  if (record?.state !== 'awaiting_approval') return
  await stopTask(parts, taskId, stop.outcome, stop.reason)
}

async function carryOn(parts: Parts, taskId: string): Promise<void> {
  const record = await parts.store.changeTask(taskId, ['reported', 'delivering'], (r) => ({
    ...r,
    state: 'delivering',
  }))
  if (!record) return
  const { task, result } = record
  if (result && result.patch !== '' && (await fileCutPush(parts, record, result.patch))) return
  const stop = await cancelRequested(parts.redis, taskId)
  if (stop !== null) return stopDelivery(parts, record, stop.outcome, stop.reason)
  if (!result) {
    return task.type === 'escalate' || record.epoch > 0
      ? escalate(parts, record, whyEscalated(record))
      : finish(parts, record, 'commented', 'mode report: the diagnosis is the answer')
  }
  switch (result.outcome) {
    case 'fixed':
    case 'test_change':
      return publish(parts, record, result)
    case 'investigated':
    case 'not_reproduced':
    case 'no_change_needed':
      return finish(parts, record, 'commented', result.summary)
    case 'gave_up':
    case 'validation_failed':
    case 'limit_reached':
    case 'failed':
      return escalate(parts, record, `${result.outcome}: ${result.summary}`)
    case 'superseded':
    case 'cancelled':
      return finish(parts, record, result.outcome, result.summary)
  }
}

function whyEscalated({ task, reason }: TaskRecord): string {
  if (task.type !== 'escalate') return reason
  const { verdict, category, summary } = task.inputs.diagnosis
  const cause = `${category}: ${summary}`
  if (task.priority === 'critical')
    return `the default branch ${task.inputs.branch} is red, ${cause}`
  return verdict === 'ESCALATE' ? cause : `${reason}: ${cause}`
}

async function finish(parts: Parts, record: TaskRecord, state: TaskState, reason: string) {
  const { task_id } = record.task
  await commentOn(parts, task_id, { state, reason })
  const done = await parts.store.changeTask(task_id, ['delivering'], (r) => ({
    ...r,
    state,
    reason,
  }))
  if (done)
    await parts.tell({ kind: 'task', repo: record.task.repo, task_id, text: `${state}: ${reason}` })
}
