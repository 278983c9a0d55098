import type { Diagnosis, Failure } from '@millwright/protocol'
import { LOG_BYTES_MAX } from '@millwright/protocol'
import { diagnose } from '@millwright/triage'
import type { Parts } from './parts.ts'

/** Fetches the log of one failed job and says what is wrong; a job without a log is diagnosed too. */
export async function diagnoseJob(parts: Parts, failure: Failure): Promise<Diagnosis> {
  const log = await parts.github.jobLog(failure.repo, failure.job_id, { bytesMax: LOG_BYTES_MAX })
  const meta = { conclusion: failure.conclusion, jobName: failure.job_name }
  const input = log.kind === 'log' ? log.stream : ''
  const diagnosis = await diagnose(input, meta, parts.rules)
  await parts.tell({
    kind: 'diagnosis',
    repo: failure.repo,
    text: `${failure.job_name}: ${diagnosis.verdict} ${diagnosis.category}, ${diagnosis.summary}`,
  })
  return diagnosis
}
