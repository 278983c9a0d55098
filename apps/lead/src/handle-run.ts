import type { Pull, WorkflowRun } from '@millwright/github'
import { Failure, failureId } from '@millwright/protocol'
import { handleFailure } from './handle-failure.ts'
import { markFlaky } from './mark-flaky.ts'
import type { Parts } from './parts.ts'
import { runKey, seenKey } from './run-key.ts'
import { settleWatched } from './settle-watched.ts'

/** The most failed jobs of one run that are looked at; a matrix beyond it is one cause anyway. */
const FAILED_JOBS_MAX = 50
const failing = new Set(['failure', 'timed_out', 'startup_failure'])
/** Neither green nor red: somebody chose to stop it, or must choose to go on. */
const undecided = new Set(['cancelled', 'stale', 'action_required'])

/** Reads one completed run again and hands each failed job on; settles a task that waits for it. */
export async function handleRun(
  parts: Parts,
  repo: string,
  runId: number,
  runAttempt: number,
): Promise<void> {
  if (!parts.config.repositories[repo]) {
    const text = `run ${runId} left alone: the repository is not in the configuration`
    return parts.tell({ kind: 'decision', repo, text })
  }
  const run = await parts.github.getRun(repo, runId)
  if (run.status !== 'completed' || run.runAttempt > runAttempt) return
  await settleWatched(parts, repo, run.headSha)
  if (run.conclusion === 'success' && run.runAttempt > 1) await markFlaky(parts, repo, run)
  if (run.conclusion === null || !failing.has(run.conclusion)) {
    return sayLeftAlone(parts, repo, run)
  }
  await parts.store.putIntent(seenKey(repo, runId, run.runAttempt), 'seen')
  const isOwnBranch = run.headRepo === repo && run.headBranch !== ''
  const pull = await parts.github.findPull(repo, isOwnBranch ? run.headBranch : run.headSha)
  const place = `${repo}#${pull?.number ?? run.headBranch}`
  let isSettled = true
  for (const failure of await failuresOf(parts, repo, run, pull)) {
    const answer = await parts.inTurn(place, () => handleFailure(parts, failure, pull))
    isSettled &&= answer !== 'wait'
  }
  if (isSettled) await parts.store.putIntent(runKey(repo, runId, run.runAttempt), 'answered')
}

/** A run that was stopped is no failure, and yet not green: it is named. */
async function sayLeftAlone(parts: Parts, repo: string, run: WorkflowRun): Promise<void> {
  const { runId, conclusion, headSha } = run
  if (conclusion === null || !undecided.has(conclusion)) return
  const text = `run ${runId} of ${headSha.slice(0, 7)} left alone: it is ${conclusion}, not failed`
  await parts.tell({ kind: 'decision', repo, text })
}

/** The failed jobs; a run that is red without one (it never started) stands for itself as job 0. */
async function failuresOf(
  parts: Parts,
  repo: string,
  run: WorkflowRun,
  pull: Pull | null,
): Promise<Failure[]> {
  const jobs = await parts.github.listJobs(repo, run.runId, run.runAttempt)
  const failed = jobs.filter((job) => job.conclusion !== null && failing.has(job.conclusion))
  const itself = { ...run, jobId: 0, name: run.workflowName, completedAt: run.updatedAt }
  const chosen = failed.length > 0 ? failed.slice(0, FAILED_JOBS_MAX) : [itself]
  if (failed.length > chosen.length) {
    const text = `run ${run.runId}: ${failed.length} jobs failed, the first ${chosen.length} are read`
    await parts.tell({ kind: 'decision', repo, text })
  }
  return chosen.map((job) => {
    const key = { repo, run_id: run.runId, run_attempt: run.runAttempt, job_id: job.jobId }
    return Failure.parse({
      ...key,
      failure_id: failureId(key),
      // Whoever wrote the workflow chose its name, so it is read as the log is.
      job_name: parts.redact(job.name).slice(0, job.name.length),
      workflow_name: run.workflowName,
      conclusion: job.conclusion ?? 'failure',
      head_sha: run.headSha,
      head_branch: run.headBranch,
      html_url: job.htmlUrl,
      completed_at: job.completedAt ?? run.updatedAt,
      ...(pull && {
        pr_number: pull.number,
        base_sha: pull.baseSha,
        base_branch: pull.baseBranch,
      }),
    })
  })
}
