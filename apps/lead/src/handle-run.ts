import { type Failure, failureId } from '@millwright/protocol'
import { handleFailure } from './handle-failure.ts'
import type { Parts } from './parts.ts'
import { runKey } from './run-key.ts'
import { settleWatched } from './settle-watched.ts'

/** The most failed jobs of one run that are looked at; a matrix beyond it is one cause anyway. */
const FAILED_JOBS_MAX = 50
const failing = new Set(['failure', 'timed_out', 'startup_failure'])

/** Reads one completed run again and hands each failed job on; settles a task that waits for it. */
export async function handleRun(
  parts: Parts,
  repo: string,
  runId: number,
  runAttempt: number,
): Promise<void> {
  if (!parts.config.repositories[repo]) {
    const text = `run ${runId} left alone: the repository is not in the configuration`
    await parts.tell({ kind: 'decision', repo, text })
    return
  }
  const run = await parts.github.getRun(repo, runId)
  if (run.status !== 'completed' || run.runAttempt > runAttempt) return
  await settleWatched(parts, repo, run.headSha)
  if (run.conclusion === null || !failing.has(run.conclusion)) return

  const isOwnBranch = run.headRepo === repo && run.headBranch !== ''
  const pull = await parts.github.findPull(repo, isOwnBranch ? run.headBranch : run.headSha)
  const jobs = await parts.github.listJobs(repo, runId, run.runAttempt)
  const failed = jobs.filter((job) => job.conclusion !== null && failing.has(job.conclusion))
  if (failed.length === 0) {
    const text = `run ${runId} is red without a failed job (${run.conclusion}): a person should look`
    await parts.tell({ kind: 'decision', repo, text })
  }
  let isSettled = true
  for (const job of failed.slice(0, FAILED_JOBS_MAX)) {
    const key = { repo, run_id: runId, run_attempt: run.runAttempt, job_id: job.jobId }
    const failure: Failure = {
      ...key,
      failure_id: failureId(key),
      job_name: job.name,
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
    }
    const place = String(failure.pr_number ?? failure.head_branch)
    const answer = await parts.inTurn(`${repo}#${place}`, () => handleFailure(parts, failure, pull))
    isSettled &&= answer !== 'wait'
  }
  if (isSettled) await parts.store.putIntent(runKey(repo, runId, run.runAttempt), 'answered')
}
