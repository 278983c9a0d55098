import type { WorkflowRun } from '@millwright/github'
import type { Failure, TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { isSameWorkflow, workflowOf } from '../runs/is-same-workflow.ts'
import { escalate } from '../tasks/escalate.ts'
import { settleTask } from '../tasks/settle-task.ts'
import { settleRed } from './settle-red.ts'

/** The most runs of one commit, and tasks waiting for CI in one repository, that are looked at. */
const RUNS_MAX = 100
const WATCHED_MAX = 200
/** GitHub ends a job after six hours; nothing is waited for longer than that. */
export const WATCH_MS_MAX = 6 * 60 * 60 * 1000
/** GitHub makes the runs of a push within seconds; whoever waits longer for one may wait for ever. */
export const BEGIN_MS_MAX = 30 * 60 * 1000

/**
 * Looks whether GitHub's own CI has judged a commit of ours. The workflow that was red must have
 * run and be green: only this is `resolved`. Red is looked into by `settleRed`. What CI never judges
 * goes to a person. Gives back the runs of the commit, or null where no task waits for it.
 */
export async function settleWatched(
  parts: Parts,
  repo: string,
  sha: string,
  nowMs = Date.now(),
): Promise<WorkflowRun[] | null> {
  // Two workflows may end at the same moment, and each of them asks for a look at the commit.
  return parts.inTurn(`watched ${repo} ${sha}`, () => settleOne(parts, repo, sha, nowMs))
}

async function settleOne(parts: Parts, repo: string, sha: string, nowMs: number) {
  const watching = await parts.store.listTasks({ state: 'watching', repo, limit: WATCHED_MAX })
  const record = watching.find((r) => r.delivery.commit_sha === sha)
  if (!record) return null
  const runs = await parts.github.listRuns(repo, { headSha: sha, limit: RUNS_MAX })
  await settleBy(parts, record, runs, nowMs)
  return runs
}

async function settleBy(parts: Parts, record: TaskRecord, runs: WorkflowRun[], nowMs: number) {
  const known = await parts.store.getFailure(record.task.failure_id)
  const judgement = judge(runs, known?.failure ?? null)
  const commit = record.delivery.commit_sha?.slice(0, 7) ?? ''
  switch (judgement) {
    case 'green': {
      const isFlaky = runs.some(({ runAttempt }) => runAttempt > 1)
      const reason = `CI is green on ${commit}${isFlaky ? ', once it was run again: flaky' : ''}`
      return settleTask(parts, record, { state: 'resolved', ci_conclusion: 'success', reason })
    }
    case 'red':
      return settleRed(parts, record, runs)
    case 'stopped':
      return escalate(parts, record, `CI was stopped or waits for a person on ${commit}`)
    case 'open': {
      const waitedMs = nowMs - Date.parse(record.updated_at)
      if (runs.length === 0 && waitedMs > BEGIN_MS_MAX) {
        return escalate(
          parts,
          record,
          `CI has not begun on ${commit} within half an hour: ${NO_CI}`,
        )
      }
      if (waitedMs <= WATCH_MS_MAX) return
      return escalate(parts, record, `CI has not judged ${commit} within six hours`)
    }
  }
}

/** https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/trigger-a-workflow */
const NO_CI =
  'GitHub is late, no workflow runs for this branch, or pushes with this credential start none, as those with the token that Actions gives a job; an App of your own or a personal token starts them'

const red = new Set(['failure', 'timed_out', 'startup_failure'])
const stopped = new Set(['cancelled', 'action_required', 'stale'])

/** Exported for its test. `workflow` is the one that was red; null when it is no longer known. */
export function judge(
  runs: readonly Pick<WorkflowRun, 'status' | 'conclusion' | 'workflowId' | 'workflowName'>[],
  workflow: Pick<Failure, 'workflow_name' | 'workflow_id'> | null,
): 'green' | 'red' | 'stopped' | 'open' {
  if (runs.length === 0 || runs.some((run) => run.status !== 'completed')) return 'open'
  const has = (set: ReadonlySet<string>) => runs.some((run) => set.has(run.conclusion ?? ''))
  if (has(red)) return 'red'
  if (has(stopped)) return 'stopped'
  const isGreen = runs.some(
    (run) =>
      run.conclusion === 'success' &&
      (workflow === null || isSameWorkflow(workflow, workflowOf(run))),
  )
  return isGreen ? 'green' : 'open'
}
