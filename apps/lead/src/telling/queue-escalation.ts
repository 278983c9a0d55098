import type { TaskRecord } from '@millwright/protocol'
import { effectId } from '../effect-id.ts'
import { incidentOf } from '../incidents/incident-of.ts'
import { queueIssue } from '../incidents/queue-issue.ts'
import type { Parts } from '../parts.ts'

/** Has the issue of a task that needs a person opened, or brought up to date, once for each round. */
export function queueEscalation(parts: Parts, record: TaskRecord): Promise<void> {
  const { task } = record
  return queueIssue(parts, task.repo, incidentOf(task), effectId('escalated', record))
}
