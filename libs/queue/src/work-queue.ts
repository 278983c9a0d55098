import type { Logger } from '@millwright/logger'
import type { queues } from '@millwright/protocol'
import { type Job, UnrecoverableError, WaitingError } from 'bullmq'
import type { z } from 'zod'
import { handBack } from './hand-back.ts'
import * as limits from './limits.ts'
import { openWorker } from './open-worker.ts'
import { toThrown } from './to-thrown.ts'

export interface WorkOptions<T> {
  readonly url: string
  /**
   * Does the work; may run twice for the same job. What it throws is tried again later with
   * growing pauses, unless the error carries `retryable: false`.
   */
  handle(job: T, signal: AbortSignal): Promise<void>
  /** Called before a job fails for good, so that nothing ends in silence; may run twice as well. */
  onGiveUp?(job: T, error: Error): Promise<void>
  readonly logger: Logger
  /** Jobs worked on at a time. */
  readonly concurrency: number
}

export interface QueueWork {
  /** Claims nothing more and waits up to LEAD_GRACE_MS; what is aborted meanwhile is handed back. */
  close(): Promise<void>
}

/** Works one of the lead's own queues: short jobs, and a dead lead is noticed within seconds. */
export function workQueue<T>(
  queue: keyof typeof queues,
  schema: z.ZodType<T>,
  options: WorkOptions<T>,
  /** What remains of a job's data once it has been handled; all of it unless told. */
  remainder?: (data: T) => T,
): QueueWork {
  const open = openWorker({
    url: options.url,
    queue,
    concurrency: options.concurrency,
    lockMs: limits.LEAD_LOCK_MS,
    stalledMs: limits.LEAD_STALLED_MS,
    stalledMax: limits.LEAD_STALLED_MAX,
    firstBackoffMs: limits.LEAD_BACKOFF_MS,
    logger: options.logger,
    work,
  })
  // A job that stalled too often fails without being run again, so it is given up here.
  open.worker.on('failed', (job, error) => {
    if (job?.deferredFailure) giveUp(job, job.data, error).catch(logError)
  })

  async function work(job: Job, token: string, signal: AbortSignal): Promise<void> {
    if (open.isClosing()) await handBack(job, token)
    try {
      const data = schema.safeParse(job.data)
      if (!data.success) throw new UnrecoverableError(`not a ${queue} job: ${data.error.message}`)
      await options.handle(data.data, signal)
      if (remainder) await job.updateData(remainder(data.data))
    } catch (error) {
      // Another process owns the job by now; there is nothing left to say about it here.
      if (signal.reason === 'lost-lock') throw new WaitingError()
      if (signal.aborted) await handBack(job, token)
      const thrown = toThrown(error)
      const isLast = job.attemptsMade + 1 >= (job.opts.attempts ?? 1)
      if (isLast || thrown instanceof UnrecoverableError) await giveUp(job, job.data, thrown)
      throw thrown
    }
  }

  async function giveUp(job: Job, data: unknown, error: Error): Promise<void> {
    options.logger.error({ err: error, queue, jobId: job.id }, 'job given up')
    const parsed = schema.safeParse(data)
    if (parsed.success) await options.onGiveUp?.(parsed.data, error)
  }

  function logError(err: unknown): void {
    options.logger.error({ err, queue }, 'giving up a job failed')
  }

  return { close: () => open.close(limits.LEAD_GRACE_MS) }
}
