import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from './api.ts'
import { readLimited } from './read-limited.ts'

/** A job's log. `isCut` tells, once the stream has ended, whether bytes were left out at its end. */
export type JobLog =
  | { kind: 'log'; stream: AsyncIterable<Buffer>; isCut: () => boolean }
  | { kind: 'missing' }

/**
 * Waits between the tries to find a log, in units of back-off.
 * GitHub answers 404 until the runner has uploaded it, which may be seconds after the job's end.
 */
const WAITS = [1, 2, 4, 8]

/** https://docs.github.com/en/rest/actions/workflow-jobs#download-job-logs-for-a-workflow-run */
export async function fetchJobLog(
  api: Api,
  repo: string,
  job: { jobId: number; bytesMax: number; isOld: boolean; retryBaseMs: number; timeoutMs: number },
  signal?: AbortSignal,
): Promise<JobLog> {
  for (const wait of job.isOld ? [0] : [0, ...WAITS]) {
    await sleep(wait * job.retryBaseMs, undefined, signal === undefined ? {} : { signal })
    const location = await api.redirectOf({
      route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs',
      repo,
      params: { job_id: job.jobId },
      signal,
    })
    // The address is good for a minute only, so it is used at once and never kept.
    const log = location === null ? null : await readLimited(location, job, signal)
    if (log !== null) return { kind: 'log', ...log }
  }
  return { kind: 'missing' }
}
