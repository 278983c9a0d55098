import type { WorkflowRun } from '@millwright/github'
import type { TaskRecord } from '@millwright/protocol'
import type { FailureRecord } from '@millwright/store'
import type { Parts } from '../parts.ts'
import { revertFix } from '../pushes/revert-fix.ts'
import { isSameCause, redCauses, redRuns } from '../runs/red-causes.ts'
import { escalate } from '../tasks/escalate.ts'
import { settleTask } from '../tasks/settle-task.ts'
import { aboutFailure } from '../telling/about-failure.ts'
import { rerunFailed } from './rerun-failed.ts'

/** Runs of the diagnosed head that are read again. */
const RUNS_MAX = 100

/**
 * A commit of ours is red. Of the cause it was made for, or of one that was red before it: the task
 * is `failed`, and the red run leads to the next attempt or to a person. Of a new cause: the failed
 * jobs are run again, and what stays red is our doing and is taken back, unless it lies outside of
 * the code, where a revert would mend nothing.
 */
export async function settleRed(
  parts: Parts,
  record: TaskRecord,
  runs: readonly WorkflowRun[],
): Promise<void> {
  const { repo, head_sha, incident, inputs } = record.task
  const { github } = parts
  const commit = record.delivery.commit_sha?.slice(0, 7) ?? ''
  const failed = (reason: string) =>
    settleTask(parts, record, { state: 'failed', ci_conclusion: 'failure', reason })
  const pull = inputs.pr_number === undefined ? null : await github.getPull(repo, inputs.pr_number)
  const causes = await redCauses(parts, repo, runs, pull)
  if (causes.some(({ diagnosis }) => diagnosis.fingerprint === incident)) {
    return failed(`CI is still red on ${commit}`)
  }
  const runsBefore = await github.listRuns(repo, { headSha: head_sha, limit: RUNS_MAX })
  const before = await redCauses(parts, repo, runsBefore, pull)
  const added = causes.filter((cause) => !before.some((old) => isSameCause(old, cause)))
  const [first] = added
  if (!first) return failed(`CI is still red on ${commit}, of what was red before it`)
  const rerun = await rerunFailed(parts, repo, redRuns(runs), () => sayWaits(parts, causes))
  if (rerun.again) return
  const { category, summary } = first.diagnosis
  const why = `CI is red on ${commit} of a new cause (${category}: ${summary}), and ${rerun.said}`
  if (added.every(({ diagnosis }) => diagnosis.flaky_or_infra)) {
    return escalate(parts, record, `${why}; it lies outside of the code`)
  }
  return revertFix(parts, record, pull, why)
}

/** Whoever asks why nothing happens finds it, also when the run is a new attempt by then. */
async function sayWaits(parts: Parts, causes: readonly FailureRecord[]): Promise<void> {
  for (const { failure } of causes) {
    await parts.store.addDecision({
      ...aboutFailure(failure),
      task_id: null,
      answer: 'wait',
      reason: 'a new cause on a commit of ours: its failed jobs are run again first',
      rules: [],
      at: new Date().toISOString(),
    })
  }
}
