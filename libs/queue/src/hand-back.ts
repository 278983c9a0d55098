import { DelayedError, type Job, WaitingError } from 'bullmq'

/**
 * Gives a claimed job back without cost: neither a try nor a stall is counted. It always throws,
 * because BullMQ is told by an error that the processor no longer owns the job.
 * With `delayMs` the job is offered again only after that time; without, at once.
 */
export async function handBack(job: Job, token: string, delayMs = 0): Promise<never> {
  if (delayMs > 0) {
    await job.moveToDelayed(Date.now() + delayMs, token)
    throw new DelayedError()
  }
  await job.moveToWait(token)
  throw new WaitingError()
}
