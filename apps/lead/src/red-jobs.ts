import { GitHubError, type WorkflowJob, type WorkflowRun } from '@millwright/github'
import type { Failure } from '@millwright/protocol'
import { z } from 'zod'
import type { Parts } from './parts.ts'

/** Red jobs of one attempt that are remembered: far more than a comment names. */
const JOBS_MAX = 100
const RedJobs = z.array(z.object({ name: z.string(), htmlUrl: z.string() }))
type RedJobs = z.infer<typeof RedJobs>

/** What GitHub says at the end of a run or job that is red. */
export const failing: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure'])

/** Keeps the names of an attempt's red jobs: it has ended, so none comes and none goes. */
export async function rememberRedJobs(
  { store, redact }: Parts,
  repo: string,
  { runId, runAttempt }: WorkflowRun,
  failed: readonly WorkflowJob[],
): Promise<void> {
  const jobs = failed
    .slice(0, JOBS_MAX)
    .map(({ name, htmlUrl }) => ({ name: redact(name), htmlUrl }))
  await store.putIntent(jobsKey(repo, runId, runAttempt), jobs)
}

/** The red jobs of a failure's attempt; none of a run that somebody has deleted since. */
export async function redJobs(
  { github, store }: Parts,
  { repo, run_id, run_attempt }: Failure,
): Promise<RedJobs> {
  const known = await store.getIntent(jobsKey(repo, run_id, run_attempt))
  if (known !== null) return RedJobs.parse(known)
  try {
    const jobs = await github.listJobs(repo, run_id, run_attempt)
    return jobs.filter(({ conclusion }) => failing.has(conclusion ?? ''))
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'MW_GITHUB_NOT_FOUND') return []
    throw error
  }
}

function jobsKey(repo: string, runId: number, runAttempt: number): string {
  return `jobs.${repo}.${runId}.${runAttempt}`
}
