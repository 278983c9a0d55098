import type { TaskState } from '@millwright/protocol'
import type { FailureRecord } from '@millwright/store'
import type { Parts } from '../parts.ts'
import { stopTask } from './stop-task.ts'

/** A commit of ours that CI judges is a judgement of its own. */
const stoppable: readonly TaskState[] = ['queued', 'running', 'awaiting_approval']

/**
 * Stops the task of a failure that was green at the same commit when it was run again, unless
 * another run there is left to the task as well.
 */
export async function stopMadeGreen(
  parts: Parts,
  { failure, diagnosis, task_id }: FailureRecord,
  runAttempt: number,
): Promise<void> {
  const record = task_id === null ? null : await parts.store.getTask(task_id)
  if (!record || !stoppable.includes(record.state)) return
  const known = await parts.store.failuresOfCause(failure.repo, diagnosis.fingerprint)
  const isNeeded = known.some(
    (one) => one.failure.head_sha === failure.head_sha && one.failure.run_id !== failure.run_id,
  )
  if (isNeeded) return
  const reason = `its job was green when it was run again (attempt ${runAttempt})`
  await stopTask(parts, record.task.task_id, 'superseded', reason)
}
