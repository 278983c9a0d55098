import type { Diagnosis, Failure, History } from '@millwright/protocol'
import { judgeHistory, type PastRun } from '@millwright/triage'
import type { Parts } from '../parts.ts'
import { recallGreen } from './green-runs.ts'

/**
 * How a failure stands to those of the same cause that the lead has seen. Of green runs those on
 * its own branch count; the base branch does only at the very commit that this run was compared
 * with.
 * Other jobs and runs of the same commit are no history.
 * A failure that no rule recognised has no cause that could be known again.
 */
export async function recallHistory(
  { store }: Pick<Parts, 'store'>,
  failure: Failure,
  diagnosis: Diagnosis,
): Promise<History> {
  const now = { headSha: failure.head_sha, at: failure.completed_at, cause: diagnosis }
  if (diagnosis.rule === 'none') return judgeHistory(now, [])
  const known = await store.failuresOfCause(failure.repo, diagnosis.fingerprint)
  const green = await recallGreen({ store }, failure)
  const red = known
    .filter((record) => record.failure.head_sha !== failure.head_sha)
    .map(
      (record): PastRun => ({
        place: placeOf(record.failure, failure),
        headSha: record.failure.head_sha,
        at: record.failure.completed_at,
        cause: record.diagnosis,
      }),
    )
  const past = [...red, ...green.filter(({ headSha }) => headSha !== failure.head_sha)]
  return judgeHistory(now, past)
}

function placeOf(earlier: Failure, failure: Failure): PastRun['place'] {
  const isBase =
    failure.base_sha !== undefined &&
    earlier.head_sha === failure.base_sha &&
    earlier.head_branch === failure.base_branch
  if (isBase) return 'base'
  return earlier.head_branch === failure.head_branch ? 'own' : 'elsewhere'
}
