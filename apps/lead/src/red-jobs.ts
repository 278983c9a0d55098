import { GitHubError, type WorkflowJob, type WorkflowRun } from '@millwright/github'
import type { Failure } from '@millwright/protocol'
import { z } from 'zod'
import type { Parts } from './parts.ts'

/** Red jobs of one attempt that are remembered: far more than a comment names. */
const JOBS_MAX = 100
const MINUTE_MS = 60_000
const RedJob = z.object({
  name: z.string(),
  htmlUrl: z.string(),
  /** 0 in what older versions wrote down. */
  jobId: z.number().default(0),
  /** Whole minutes, as GitHub bills them. */
  minutes: z.number().default(1),
})
type RedJob = z.infer<typeof RedJob>

type Attempt = Pick<WorkflowRun, 'runId' | 'runAttempt'>

/** What GitHub says at the end of a run or job that is red. */
export const failing: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure'])

/** Keeps the names of an attempt's red jobs: it has ended, so none comes and none goes. */
export async function rememberRedJobs(
  { store, redact }: Parts,
  repo: string,
  attempt: Attempt,
  failed: readonly WorkflowJob[],
): Promise<void> {
  const jobs = failed.slice(0, JOBS_MAX).map((job) => toRedJob(job, redact(job.name)))
  await store.putIntent(jobsKey(repo, attempt), jobs)
}

/** The red jobs of a failure's attempt; none of a run that somebody has deleted since. */
export function redJobs(parts: Parts, { repo, run_id, run_attempt }: Failure): Promise<RedJob[]> {
  return jobsOf(parts, repo, { runId: run_id, runAttempt: run_attempt })
}

/** The numbers of an attempt's red jobs; 0 stands for a run that is red without one. */
export async function redJobIds(parts: Parts, repo: string, attempt: Attempt): Promise<number[]> {
  const jobs = await jobsOf(parts, repo, attempt)
  return jobs.length > 0 ? jobs.map(({ jobId }) => jobId) : [0]
}

/** What the red jobs of an attempt took of CI, and so may take again, in minutes. */
export async function minutesOf(parts: Parts, repo: string, attempt: Attempt): Promise<number> {
  const jobs = await jobsOf(parts, repo, attempt)
  return jobs.reduce((sum, { minutes }) => sum + minutes, 0)
}

async function jobsOf({ github, store }: Parts, repo: string, attempt: Attempt): Promise<RedJob[]> {
  const known = await store.getIntent(jobsKey(repo, attempt))
  if (known !== null) return z.array(RedJob).parse(known)
  try {
    const jobs = await github.listJobs(repo, attempt.runId, attempt.runAttempt)
    return jobs
      .filter(({ conclusion }) => failing.has(conclusion ?? ''))
      .map((job) => toRedJob(job, job.name))
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'MW_GITHUB_NOT_FOUND') return []
    throw error
  }
}

function toRedJob({ htmlUrl, jobId, startedAt, completedAt }: WorkflowJob, name: string): RedJob {
  const took = Date.parse(completedAt ?? '') - Date.parse(startedAt ?? '')
  return { name, htmlUrl, jobId, minutes: Math.max(1, Math.ceil(took / MINUTE_MS) || 1) }
}

function jobsKey(repo: string, { runId, runAttempt }: Attempt): string {
  return `jobs.${repo}.${runId}.${runAttempt}`
}
