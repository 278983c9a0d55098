import type { Facts } from '@millwright/dispatch'
import type { WorkflowRun } from '@millwright/github'

/**
 * What is tested here is the commit alone. Others are about more than that: inputs, a comment, or,
 * with `workflow_run`, some other run, while the commit is always that of the default branch.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
const ofCommit: ReadonlySet<string> = new Set(['merge_group', 'pull_request', 'push', 'schedule'])

/**
 * The run of the same workflow, for the same event and branch, that began last at the same commit;
 * null when it is this one, or has ended other than green: then each of them speaks for itself, as
 * do those that are about more than the commit.
 * GitHub's numbers of runs grow.
 */
export function newerRunOf(run: WorkflowRun, all: readonly WorkflowRun[]): Facts['newerRun'] {
  if (!ofCommit.has(run.event)) return null
  const newest = all
    .filter((other) => other.runId > run.runId && isSameKind(other, run))
    .toSorted((a, b) => b.runId - a.runId)[0]
  if (newest === undefined) return null
  if (newest.status !== 'completed') return { runId: newest.runId, stands: 'going' }
  return newest.conclusion === 'success' ? { runId: newest.runId, stands: 'green' } : null
}

function isSameKind(a: WorkflowRun, b: WorkflowRun): boolean {
  return (
    a.workflowId === b.workflowId &&
    a.event === b.event &&
    a.headSha === b.headSha &&
    a.headBranch === b.headBranch &&
    a.headRepo === b.headRepo
  )
}
