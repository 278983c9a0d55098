import type { Queue } from 'bullmq'
import { taskJobId } from './job-id.ts'
import { RETRIES_MAX } from './limits.ts'

const waitingStates = new Set(['waiting', 'prioritized', 'delayed'])

/**
 * Removes the rounds of a task that nobody has claimed; true when there was one.
 * A round claimed in the same moment is left alone: the durable cancel flag stops it.
 */
export async function cancelWaiting(queue: Queue, taskId: string): Promise<boolean> {
  const rounds = Array.from({ length: RETRIES_MAX + 1 }, (_, retry_count) =>
    taskJobId({ task_id: taskId, retry_count }),
  )
  const removed = await Promise.all(rounds.map((jobId) => removeWaiting(queue, jobId)))
  return removed.includes(true)
}

async function removeWaiting(queue: Queue, jobId: string): Promise<boolean> {
  const state = await queue.getJobState(jobId)
  return waitingStates.has(state) && (await queue.remove(jobId)) === 1
}
