import { GitHubError } from '@millwright/github'
import type { Failure } from '@millwright/protocol'
import { GreenLines } from '@millwright/triage'
import { isShortOfCalls } from '../is-short-of-calls.ts'
import type { Parts } from '../parts.ts'
import { type GreenRun, greenRunFor } from './green-runs.ts'

/** Jobs whose green lines are remembered; of each there are at most 50,000, a number each. */
export const GREEN_LOGS_MAX = 16
/** Bytes read of a green log; what comes later in it is not known to be noise. */
const GREEN_LOG_BYTES_MAX = 20_000_000

/**
 * The lines that the same job printed when its workflow was last green; null when no such run is
 * remembered or its log is not to be had. It takes two calls, once for each job of a green run, and
 * none when few are left: a diagnosis without it is no worse than a first one.
 */
export async function greenLinesFor(parts: Parts, failure: Failure): Promise<GreenLines | null> {
  const { repo, job_name } = failure
  const run = await greenRunFor(parts, failure)
  if (run === null || isShortOfCalls(parts, repo)) return null
  const key = `${repo} ${run.runId} ${run.runAttempt} ${job_name}`
  try {
    return await parts.greenLogs(key, () => readGreenLog(parts, failure, run))
  } catch (err) {
    if (!(err instanceof GitHubError)) throw err
    parts.logger.warn({ err, repo, runId: run.runId }, 'the log of the last green run is not read')
    return null
  }
}

async function readGreenLog(
  { github }: Parts,
  { repo, job_name }: Failure,
  { runId, runAttempt }: GreenRun,
): Promise<GreenLines | null> {
  const jobs = await github.listJobs(repo, runId, runAttempt)
  const job = jobs.find(({ name, conclusion }) => name === job_name && conclusion === 'success')
  if (!job) return null
  const limits = { bytesMax: GREEN_LOG_BYTES_MAX, isOld: true }
  const log = await github.jobLog(repo, job.jobId, limits)
  if (log.kind === 'missing') return null
  const lines = new GreenLines()
  await lines.add(log.stream)
  return lines
}
