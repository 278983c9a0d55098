import type { Attempt } from './attempt.ts'
import { WorkerError } from './worker-error.ts'

/**
 * Says on every task when there is no jail around it, and refuses a stranger's code then: whoever
 * may run unconfined is somebody who can push to the repository already.
 * Throws WorkerError MW_SANDBOX_NONE.
 */
export function checkTrust(attempt: Attempt): void {
  const { task, parts } = attempt
  if (parts.sandbox.mode === 'bwrap') return
  attempt.say('claim', `sandbox: none. ${parts.sandbox.why}`)
  if (task.trust === 'own') return
  const why = `${task.task_id} runs code of a fork, and this worker has no jail for it.`
  throw new WorkerError(
    'MW_SANDBOX_NONE',
    `${why} Install bubblewrap; millwright doctor says more.`,
  )
}
