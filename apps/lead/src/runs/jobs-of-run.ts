import { GitHubError, type WorkflowJob, type WorkflowRun } from '@millwright/github'
import type { Failure } from '@millwright/protocol'
import { z } from 'zod'
import type { Parts } from '../parts.ts'

/** Jobs of one attempt that are remembered, the red ones first; a matrix alone may have 256. */
const JOBS_MAX = 300
const MINUTE_MS = 60_000
const RunJob = z.object({
  name: z.string(),
  htmlUrl: z.string(),
  /** 0 in what older versions wrote down. */
  jobId: z.number().default(0),
  /** Whole minutes, as GitHub bills them. */
  minutes: z.number().default(1),
  conclusion: z.string().default('failure'),
})
export type RunJob = z.infer<typeof RunJob>

type Attempt = Pick<WorkflowRun, 'runId' | 'runAttempt'>

/** What GitHub says at the end of a run or job that is red. */
export const failing: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure'])

/** Keeps what is said of an attempt's jobs: it has ended, so none comes and none goes. */
export async function rememberJobs(
  { store, redact }: Parts,
  repo: string,
  attempt: Attempt,
  jobs: readonly WorkflowJob[],
): Promise<void> {
  const kept = jobs.map((job) => toRunJob(job, redact(job.name)))
  await store.putIntent(jobsKey(repo, attempt), redFirst(kept).slice(0, JOBS_MAX))
}

/** The jobs of a failure's attempt, the red ones first; none of a run that was deleted since. */
export function jobsOfRun(parts: Parts, { repo, run_id, run_attempt }: Failure): Promise<RunJob[]> {
  return jobsOf(parts, repo, { runId: run_id, runAttempt: run_attempt })
}

/** The numbers of an attempt's red jobs; 0 stands for a run that is red without one. */
export async function redJobIds(parts: Parts, repo: string, attempt: Attempt): Promise<number[]> {
  const jobs = (await jobsOf(parts, repo, attempt)).filter(isRed)
  return jobs.length > 0 ? jobs.map(({ jobId }) => jobId) : [0]
}

/** True when no job of an attempt is red; one that has no jobs may be red all the same. */
export async function isWithoutRed(parts: Parts, repo: string, attempt: Attempt): Promise<boolean> {
  const jobs = await jobsOf(parts, repo, attempt)
  return jobs.length > 0 && !jobs.some(isRed)
}

/** What the red jobs of an attempt took of CI, and so may take again, in minutes. */
export async function minutesOf(parts: Parts, repo: string, attempt: Attempt): Promise<number> {
  const jobs = (await jobsOf(parts, repo, attempt)).filter(isRed)
  return jobs.reduce((sum, { minutes }) => sum + minutes, 0)
}

async function jobsOf({ github, store }: Parts, repo: string, attempt: Attempt): Promise<RunJob[]> {
  const known = await store.getIntent(jobsKey(repo, attempt))
  if (known !== null) return z.array(RunJob).parse(known)
  try {
    const jobs = await github.listJobs(repo, attempt.runId, attempt.runAttempt)
    return redFirst(jobs.map((job) => toRunJob(job, job.name)))
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'MW_GITHUB_NOT_FOUND') return []
    throw error
  }
}

function redFirst(jobs: readonly RunJob[]): RunJob[] {
  return jobs.toSorted((a, b) => Number(isRed(b)) - Number(isRed(a)))
}

function isRed({ conclusion }: RunJob): boolean {
  return failing.has(conclusion)
}

function toRunJob(job: WorkflowJob, name: string): RunJob {
  const { htmlUrl, jobId, startedAt, completedAt, conclusion } = job
  const took = Date.parse(completedAt ?? '') - Date.parse(startedAt ?? '')
  const minutes = Math.max(1, Math.ceil(took / MINUTE_MS) || 1)
  return { name, htmlUrl, jobId, minutes, conclusion: conclusion ?? 'neutral' }
}

function jobsKey(repo: string, { runId, runAttempt }: Attempt): string {
  return `jobs.${repo}.${runId}.${runAttempt}`
}
