import type { TaskRecord } from '@millwright/protocol'
import { callPerson } from './call-person.ts'
import { commentOn } from './comment-on.ts'
import type { Parts } from './parts.ts'

/** Calls a person: a notification through the queue, a comment where there is a pull request. */
export async function escalate(parts: Parts, record: TaskRecord, reason: string): Promise<void> {
  const { task_id, repo } = record.task
  await callPerson(parts, record, 'escalated', reason)
  await commentOn(parts, task_id, { state: 'escalated', reason })
  const done = await parts.store.changeTask(task_id, ['delivering', 'watching'], (r) => ({
    ...r,
    state: 'escalated',
    reason,
  }))
  if (done) await parts.tell({ kind: 'task', repo, task_id, text: `escalated: ${reason}` })
}
