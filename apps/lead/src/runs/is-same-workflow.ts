import type { Failure } from '@millwright/protocol'

type Workflow = Pick<Failure, 'workflow_name' | 'workflow_id'>

/**
 * Two files may have one name, and a file may be given another one: GitHub's number tells, where
 * both are known.
 */
export function isSameWorkflow(a: Workflow, b: Workflow): boolean {
  return a.workflow_id === undefined || b.workflow_id === undefined
    ? a.workflow_name === b.workflow_name
    : a.workflow_id === b.workflow_id
}

/** The workflow of a run, in the words of a failure. */
export function workflowOf(run: { workflowId: number; workflowName: string }): Workflow {
  return { workflow_name: run.workflowName, workflow_id: run.workflowId }
}
