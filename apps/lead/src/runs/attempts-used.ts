import type { Failure, TaskRecord } from '@millwright/protocol'

/** The most commits of ours in a row that are counted; more than any limit on attempts. */
const CHAIN_MAX = 50

/**
 * How much has been tried on this pull request already: the heads on which a worker was set on the
 * same cause, or the commits of ours that stand under the failed one in a row, whichever is more.
 * The second number ends chains in which each fix breaks something else.
 */
export function attemptsUsed(
  failure: Failure,
  fingerprint: string,
  tasks: readonly TaskRecord[],
): number {
  const others = tasks.filter(({ task }) => task.failure_id !== failure.failure_id)
  const tries = others.filter((r) => r.task.incident === fingerprint && isTry(r))
  const heads = new Set(tries.map((r) => r.task.head_sha))
  return Math.max(heads.size, commitsInARow(failure.head_sha, others))
}

/** A task that a push overtook, or that was cancelled, says nothing about the cause. */
function isTry({ state, epoch }: TaskRecord): boolean {
  if (state === 'superseded' || state === 'cancelled') return false
  return epoch > 0 || state === 'queued'
}

function commitsInARow(head: string, tasks: readonly TaskRecord[]): number {
  let count = 0
  for (let sha = head; count < CHAIN_MAX; count += 1) {
    const maker = tasks.find((r) => isMadeBy(r, sha))
    if (!maker) return count
    sha = maker.task.head_sha
  }
  return count
}

/** True for the task whose commit it is, or whose commit it takes back. */
export function isMadeBy({ delivery }: TaskRecord, sha: string): boolean {
  return delivery.commit_sha === sha || delivery.revert_sha === sha
}
