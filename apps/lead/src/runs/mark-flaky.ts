import type { WorkflowRun } from '@millwright/github'
import { failureId } from '@millwright/protocol'
import { judgeHistory } from '@millwright/triage'
import type { Parts } from '../parts.ts'
import { stopMadeGreen } from '../tasks/stop-made-green.ts'

/** Earlier attempts of a run, and jobs of one attempt, that are looked at. */
const ATTEMPTS_MAX = 5
const JOBS_MAX = 50

/**
 * Notes of the failures of a run's earlier attempts that the same commit has turned green when it
 * was run again, and stops the tasks that work on them. Repeating it changes nothing.
 */
export async function markFlaky(parts: Parts, repo: string, run: WorkflowRun): Promise<void> {
  const { runId, runAttempt, headSha, updatedAt } = run
  for (let attempt = Math.max(1, runAttempt - ATTEMPTS_MAX); attempt < runAttempt; attempt++) {
    const jobs = await parts.github.listJobs(repo, runId, attempt)
    for (const { jobId } of jobs
      .filter(({ conclusion }) => conclusion !== 'success')
      .slice(0, JOBS_MAX)) {
      const key = { repo, run_id: runId, run_attempt: attempt, job_id: jobId }
      const record = await parts.store.getFailure(failureId(key))
      if (!record) continue
      await stopMadeGreen(parts, record, runAttempt)
      if (record.history?.standing === 'flaky') continue
      const { failure, diagnosis } = record
      const now = { headSha: failure.head_sha, at: failure.completed_at, cause: diagnosis }
      const history = judgeHistory(now, [{ place: 'own', headSha, at: updatedAt, cause: null }])
      await parts.store.saveFailure({ ...record, history })
      const text = `${failure.job_name}: flaky, ${history.reason} in attempt ${runAttempt}`
      const { pr_number } = failure
      const place = { repo, ...(pr_number !== undefined && { pr_number }) }
      await parts.tell({ kind: 'decision', ...place, text })
    }
  }
}
