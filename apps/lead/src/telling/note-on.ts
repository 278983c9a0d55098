import { renderNote } from '@millwright/delivery'
import type { Parts } from '../parts.ts'
import { sayOnPull } from './say-on-pull.ts'

/** Decisions of one pull request among which that of the failure is looked for. */
const DECISIONS_MAX = 50

/** Says on the pull request of a failure that its cause is with another task, and why. */
export async function noteOn(parts: Parts, failureId: string): Promise<void> {
  const { store, redact } = parts
  const known = await store.getFailure(failureId)
  if (!known || known.failure.pr_number === undefined) return
  const { failure, diagnosis } = known
  const { repo, pr_number: pr } = failure
  if (pr === undefined) return
  const decisions = await store.listDecisions({ repo, pr, limit: DECISIONS_MAX })
  const decision = decisions.find(({ failure_id }) => failure_id === failureId)
  if (!decision) return
  const body = renderNote({ failure, diagnosis, decision, redact })
  await parts.inTurn(`comment ${repo}#${pr}`, () => sayOnPull(parts, repo, pr, body))
}
