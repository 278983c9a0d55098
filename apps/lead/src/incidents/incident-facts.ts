import type { IncidentFacts } from '@millwright/dispatch'
import { type Diagnosis, type Failure, isFinished, type TaskRecord } from '@millwright/protocol'
import { covers } from '@millwright/triage'
import type { Parts } from '../parts.ts'
import { incidentKey } from './incident-key.ts'

/** A cause that was not seen for so long is a new one, whatever has become of the old one. */
const FORGOTTEN_MS = 7 * 24 * 60 * 60 * 1000

/**
 * How the incident stands that a failure belongs to; null when nobody has it, so that it may be
 * taken up.
 */
export async function incidentFacts(
  { store }: Pick<Parts, 'store'>,
  failure: Failure,
  diagnosis: Diagnosis,
): Promise<IncidentFacts | null> {
  const incident = await store.getIncident(failure.repo, incidentKey(failure, diagnosis))
  if (!incident?.task_id || incident.closed_at !== null) return null
  if (Date.now() - Date.parse(incident.seen_at) > FORGOTTEN_MS) return null
  const record = await store.getTask(incident.task_id)
  if (!record || record.task.failure_id === failure.failure_id) return null
  const stands = standingOf(record)
  if (stands === null || !isAbout(record.task.inputs.diagnosis, diagnosis)) return null
  const { pr_number, branch } = record.task.inputs
  const isHere = (pr_number ?? branch) === (failure.pr_number ?? failure.head_branch)
  const where = pr_number === undefined ? branch : `#${pr_number}`
  return { taskId: record.task.task_id, where, stands, isHere }
}

/**
 * The task must have been about all that has failed here, and in the same words: one rule may speak
 * of two files, and of two mistakes in one file.
 */
function isAbout(taken: Diagnosis, own: Diagnosis): boolean {
  const [words, ownWords] = [taken, own].map(({ evidence }) => evidence[0]?.text ?? '')
  return covers(taken, own) && words?.replaceAll(/\d+/g, '0') === ownWords?.replaceAll(/\d+/g, '0')
}

/** A task that came to nothing, or to a fix of its own branch, leaves the cause to others. */
function standingOf({ state, result }: TaskRecord): IncidentFacts['stands'] | null {
  if (!isFinished(state)) return 'at-work'
  if (state === 'escalated') return 'with-person'
  return state === 'commented' && result?.outcome === 'investigated' ? 'with-person' : null
}
