import type { TaskRecord } from '@millwright/protocol'
import { incidentOf } from '../incidents/incident-of.ts'
import type { Parts } from '../parts.ts'
import { callPerson } from '../telling/call-person.ts'
import { commentOn } from '../telling/comment-on.ts'
import { dueAt } from '../telling/due-at.ts'
import { queueEscalation } from '../telling/queue-escalation.ts'

/**
 * Calls a person: a notification through the queue, a comment where there is a pull request, an
 * issue where the operator wants one.
 */
export async function escalate(parts: Parts, record: TaskRecord, reason: string): Promise<void> {
  const { task_id, repo } = record.task
  await callPerson(parts, record, 'escalated', `${reason}${await urgencyText(parts, record)}`)
  await commentOn(parts, task_id, { state: 'escalated', reason })
  const done = await parts.store.changeTask(task_id, ['delivering', 'watching'], (r) => ({
    ...r,
    state: 'escalated',
    reason,
  }))
  if (!done) return
  await queueEscalation(parts, done)
  await parts.tell({ kind: 'task', repo, task_id, text: `escalated: ${reason}` })
}

async function urgencyText(parts: Parts, { task }: TaskRecord): Promise<string> {
  const incident = await parts.store.getIncident(task.repo, incidentOf(task))
  if (!incident) return ''
  const due = new Date(dueAt(parts.config, incident)).toISOString()
  return `\nUrgency ${incident.urgency}: an answer is due by ${due}.`
}
