import { policyHash } from '@millwright/config'
import type { Pull } from '@millwright/github'
import type { TaskRecord } from '@millwright/protocol'
import { cancelRequested } from '@millwright/report'
import type { Parts } from '../parts.ts'
import { isProtectedBranch } from '../runs/gather-facts.ts'

/** What speaks against a push, and what becomes of the task then. */
export interface Objection {
  readonly end: 'escalate' | 'hold' | 'superseded' | 'cancelled'
  readonly reason: string
}

/**
 * Asks again, right before a commit is made, whatever may have changed since the failure was
 * diagnosed or the patch approved; whether the head has moved is asked by the push itself.
 */
export async function whyNotPushed(
  parts: Parts,
  record: TaskRecord,
  pull: Pull | null,
): Promise<Objection | null> {
  const { config, redis, store } = parts
  const { repo, task_id, inputs, policy_hash } = record.task
  if (await isProtectedBranch(parts, repo, inputs.branch, pull?.defaultBranch)) {
    return { end: 'escalate', reason: `${inputs.branch} is protected and never written to` }
  }
  if (pull === null || pull.state === 'closed') {
    return { end: 'superseded', reason: 'the pull request was closed' }
  }
  const base = await baseOf(parts, record)
  if (base !== null && base !== pull.baseBranch) {
    const reason = `the pull request was turned to another base, ${pull.baseBranch} instead of ${base}`
    return { end: 'superseded', reason }
  }
  const stop = await cancelRequested(redis, task_id)
  if (stop !== null) return { end: stop.outcome, reason: stop.reason }
  const offBy = await store.pullSwitchedOffBy(repo, pull.number)
  if (offBy !== null) return { end: 'cancelled', reason: `switched off by ${offBy}` }
  if (record.approval === null && policy_hash !== policyHash(config, repo)) {
    const reason = 'what is allowed in the repository has changed since the task began'
    return { end: 'hold', reason: `${reason}: the patch waits for a person` }
  }
  return null
}

/** The base that the patch was shown for, or the failure diagnosed on; null when it is not known. */
async function baseOf({ store }: Parts, { task, hold }: TaskRecord): Promise<string | null> {
  if (hold !== null) return hold.base_branch
  return (await store.getFailure(task.failure_id))?.failure.base_branch ?? null
}
