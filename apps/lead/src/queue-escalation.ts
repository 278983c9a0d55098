import type { TaskRecord } from '@millwright/protocol'
import { effectId } from './effect-id.ts'
import { incidentOf } from './incident-of.ts'
import type { Parts } from './parts.ts'
import { queueIssue } from './queue-issue.ts'

/** Has the issue of a task that needs a person opened, or brought up to date, once for each round. */
export function queueEscalation(parts: Parts, record: TaskRecord): Promise<void> {
  const { task } = record
  return queueIssue(parts, task.repo, incidentOf(task), effectId('escalated', record))
}
