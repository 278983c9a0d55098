import type { Facts } from '@millwright/dispatch'
import type { WorkflowRun } from '@millwright/github'
import type { Diagnosis, Failure } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { whyNotAgain } from './why-not-again.ts'

/** Whether a failure that is to be looked into may be gone when it is run again. */
export async function rerunFacts(
  parts: Parts,
  run: WorkflowRun,
  failure: Failure,
  diagnosis: Diagnosis,
): Promise<Facts['rerun']> {
  if (diagnosis.verdict !== 'INVESTIGATE') return { why: null, objection: null }
  const why = await whyPlausible(parts, failure, diagnosis)
  return { why, objection: why === null ? null : await whyNotAgain(parts, failure.repo, run) }
}

async function whyPlausible(
  { store }: Parts,
  { repo }: Failure,
  { transience, category, rule, fingerprint }: Diagnosis,
): Promise<string | null> {
  if (transience.endsWith('transient')) return `${category} may pass by itself`
  // What no rule knows has no cause that could be known again.
  if (rule === 'none') return null
  const known = await store.failuresOfCause(repo, fingerprint)
  const isFlaky = known.some(({ history }) => history?.standing === 'flaky')
  return isFlaky ? 'the same cause was gone before when it was run again' : null
}
