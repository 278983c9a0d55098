import { keptTranscript } from './kept-transcript.ts'
import { toTurns } from './to-turns.ts'
import { CHECKPOINT_BYTES_MAX, type WorkerCheckpoint } from './worker-checkpoint.ts'
import type { WorkerParts } from './worker-parts.ts'

/**
 * Keeps a checkpoint for a later attempt, without secrets, and shows people what the model has done
 * as long as it is at work. `stale` when a later attempt has begun: then nothing is written.
 */
export async function storeCheckpoint(
  { reporter, redact }: Pick<WorkerParts, 'reporter' | 'redact'>,
  taskId: string,
  epoch: number,
  saved: WorkerCheckpoint,
): Promise<'saved' | 'stale'> {
  const agent = saved.agent && keptTranscript(saved.agent, redact)
  const kept = { ...saved, agent }
  const end = await reporter.saveCheckpoint(taskId, epoch, kept, CHECKPOINT_BYTES_MAX)
  if (end === 'saved' && agent !== null) {
    await reporter.saveTranscript(taskId, epoch, toTurns(agent.messages))
  }
  return end
}
