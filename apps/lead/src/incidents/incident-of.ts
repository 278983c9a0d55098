import type { Task } from '@millwright/protocol'
import { incidentKey } from './incident-key.ts'

/** Names the incident that a task is about. */
export function incidentOf({ inputs }: Pick<Task, 'inputs'>): string {
  const { pr_number, branch, diagnosis } = inputs
  return incidentKey({ pr_number, head_branch: branch }, diagnosis)
}
