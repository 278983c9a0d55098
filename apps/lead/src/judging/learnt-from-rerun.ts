import type { Parts } from '../parts.ts'
import type { Acting } from '../tasks/open-task.ts'

/** What a rerun of the failed jobs told: evidence, and no proof, of whether the cause is chance. */
export async function learntFromRerun(
  { store }: Parts,
  { failure, diagnosis }: Acting,
): Promise<string> {
  const { repo, run_id, run_attempt } = failure
  if (run_attempt === 1) return ''
  const known = await store.failuresOfCause(repo, diagnosis.fingerprint)
  const isSame = known.some(
    (one) => one.failure.run_id === run_id && one.failure.run_attempt < run_attempt,
  )
  return isSame
    ? 'The failed jobs were run again, and failed again of the same cause: it is hardly chance.'
    : 'The failed jobs were run again, and failed of another cause than before: it may be chance.'
}
