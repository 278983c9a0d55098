import type { Pull, WorkflowJob, WorkflowRun } from '@millwright/github'
import { Failure, failureId } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { failing, rememberJobs } from './jobs-of-run.ts'

/** The most failed jobs of one run that are looked at; a matrix beyond it is one cause anyway. */
const FAILED_JOBS_MAX = 50

/** The failed jobs; a run that is red without one (it never started) stands for itself as job 0. */
export async function failuresOf(
  parts: Parts,
  repo: string,
  run: WorkflowRun,
  pull: Pull | null,
): Promise<Failure[]> {
  const jobs = await parts.github.listJobs(repo, run.runId, run.runAttempt)
  const failed = jobs.filter((job) => job.conclusion !== null && failing.has(job.conclusion))
  await rememberJobs(parts, repo, run, jobs)
  const itself = { ...run, jobId: 0, steps: [], name: run.workflowName, completedAt: run.updatedAt }
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
      ...failedStep(parts, job.steps),
      workflow_name: run.workflowName,
      workflow_id: run.workflowId,
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

function failedStep({ redact }: Parts, steps: WorkflowJob['steps']): { failed_step?: string } {
  const step = steps.find(({ conclusion }) => conclusion !== null && failing.has(conclusion))
  return step ? { failed_step: redact(step.name).slice(0, step.name.length) } : {}
}
