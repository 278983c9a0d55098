import { setImmediate as immediate } from 'node:timers/promises'
import { checkpointKeeper } from './checkpoint-keeper.ts'
import { toTurns } from './to-turns.ts'
import { CHECKPOINT_BYTES_MAX, type WorkerCheckpoint } from './worker-checkpoint.ts'
import type { WorkerParts } from './worker-parts.ts'

/**
 * Stores the checkpoints of one attempt for a later one, without secrets, and shows people what the
 * model has done as long as it is at work. `stale` when a later attempt has begun: then nothing is
 * written.
 */
export function checkpointStore(
  { reporter, redact, logger }: Pick<WorkerParts, 'reporter' | 'redact' | 'logger'>,
  taskId: string,
  epoch: number,
): (saved: WorkerCheckpoint) => Promise<'saved' | 'stale'> {
  const keep = checkpointKeeper(redact)
  let shown: Promise<void> = Promise.resolve()
  return async (saved) => {
    const kept = keep(saved)
    const end = await reporter.saveCheckpoint(taskId, epoch, kept, CHECKPOINT_BYTES_MAX)
    await shown
    const { agent } = kept
    if (end === 'stale' || agent === null) return end
    // It is for people to watch, so the work does not wait for it; the next checkpoint does.
    shown = immediate()
      .then(() => reporter.saveTranscript(taskId, epoch, toTurns(agent.messages)))
      .catch((err: unknown) => logger.warn({ err, taskId }, 'transcript not shown'))
    return end
  }
}
