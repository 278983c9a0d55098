import { type Diagnosis, type Failure, LOG_BYTES_MAX } from '@millwright/protocol'
import { diagnose } from '@millwright/triage'
import type { Parts } from '../parts.ts'
import { redactStrings } from '../redact-strings.ts'
import { greenLinesFor } from './green-lines-for.ts'

/** One byte more than triage reads, so that it sees, and says, that something was left out. */
const FETCH_BYTES_MAX = LOG_BYTES_MAX + 1

/**
 * Fetches the log of one failed job and says what is wrong; a job without a log is diagnosed too.
 * The diagnosis quotes the log, so secrets are removed from all of it before anybody else sees it.
 */
export async function diagnoseJob(parts: Parts, failure: Failure): Promise<Diagnosis> {
  const { repo, job_id, conclusion, job_name, failed_step } = failure
  const log =
    job_id === 0
      ? { kind: 'missing' as const }
      : await parts.github.jobLog(repo, job_id, { bytesMax: FETCH_BYTES_MAX })
  const hasLog = log.kind === 'log'
  const input = hasLog ? log.stream : ''
  const hasAnnotations = !hasLog && job_id !== 0
  const annotations = hasAnnotations ? await parts.github.listAnnotations(repo, job_id) : []
  const step = failed_step === undefined ? {} : { failedStep: failed_step }
  const green = hasLog ? await greenLinesFor(parts, failure) : null
  const facts = {
    ...{ conclusion, jobName: job_name, hasLog, annotations },
    ...step,
    ...(green && { green }),
  }
  const read = await diagnose(input, facts, parts.rules())
  const raw = hasLog && read.rule === 'none' ? await byAnnotations(parts, failure, read) : read
  const diagnosis = withoutWorkflows(redactStrings(raw, parts.redact))
  const text = `${job_name}: ${diagnosis.verdict} ${diagnosis.category}, ${diagnosis.summary}`
  await parts.tell({ kind: 'diagnosis', repo, text })
  return diagnosis
}

/**
 * What GitHub shows beside the job may know what its log does not: that the runner was lost, say.
 * Of a log that tells the cause they are a copy, and not worth a call for each red job.
 */
async function byAnnotations(
  { github, rules }: Parts,
  { repo, job_id, conclusion, job_name }: Failure,
  read: Diagnosis,
): Promise<Diagnosis> {
  const annotations = await github.listAnnotations(repo, job_id)
  if (annotations.length === 0) return read
  const facts = { conclusion, jobName: job_name, hasLog: false, annotations }
  const shown = await diagnose('', facts, rules())
  return shown.rule === 'none' ? read : shown
}

/**
 * The cure of an invalid workflow is an edit of it, which the gate lets nobody but a person make:
 * an agent is only sent to say what is wrong.
 */
function withoutWorkflows(diagnosis: Diagnosis): Diagnosis {
  const { verdict, category } = diagnosis
  if (category !== 'workflow-syntax' || verdict !== 'FIXABLE') return diagnosis
  return { ...diagnosis, verdict: 'INVESTIGATE' }
}
