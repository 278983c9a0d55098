import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@millwright/logger'
import { PREFIX, type queues } from '@millwright/protocol'
import { connectRedis } from '@millwright/redis'
import { type Job, Worker } from 'bullmq'
import { backoffMs } from './backoff-ms.ts'
import { logErrors } from './log-errors.ts'

export interface OpenWorkerOptions {
  readonly url: string
  readonly queue: keyof typeof queues
  readonly concurrency: number
  readonly lockMs: number
  readonly stalledMs: number
  readonly stalledMax: number
  readonly firstBackoffMs: number
  readonly logger: Logger
  work(job: Job, token: string, signal: AbortSignal): Promise<unknown>
}

export interface OpenWorker {
  readonly worker: Worker
  /** True from the first moment of `close`: a job that arrives after it is not to be started. */
  isClosing(): boolean
  /**
   * Claims nothing more, aborts the signals of running jobs with the reason `closing`, waits at
   * most `graceMs` for them and disconnects. A job that is still running is noticed as stalled.
   */
  close(graceMs: number): Promise<void>
}

/** A BullMQ worker on a connection of its own that reconnects for ever, at most 2 s apart. */
export function openWorker(options: OpenWorkerOptions): OpenWorker {
  const { queue, logger } = options
  const redis = connectRedis({ url: options.url, name: `${queue}-worker`, blocking: true, logger })
  let isClosing = false
  // BullMQ hands a signal only to a function that declares three parameters without defaults.
  const processor = (job: Job, token?: string, signal?: AbortSignal) => {
    if (token === undefined || !signal) throw new Error('BullMQ gave no token or no signal')
    return options.work(job, token, signal)
  }
  const worker = new Worker(queue, processor, {
    connection: redis,
    prefix: PREFIX,
    concurrency: options.concurrency,
    lockDuration: options.lockMs,
    stalledInterval: options.stalledMs,
    maxStalledCount: options.stalledMax,
    settings: { backoffStrategy: (made) => backoffMs(made, options.firstBackoffMs) },
  })
  logErrors(worker, redis, logger, queue)
  worker.on('stalled', (jobId) => logger.warn({ jobId, queue }, 'job stalled, offered again'))
  // BullMQ does not stop a job whose lock is lost: another process may be at it already.
  worker.on('lockRenewalFailed', (jobIds) => {
    for (const jobId of jobIds) worker.cancelJob(jobId, 'lost-lock')
  })
  return {
    worker,
    isClosing: () => isClosing,
    close: async (graceMs) => {
      isClosing = true
      const closed = worker.close()
      worker.cancelAllJobs('closing')
      const inTime = await Promise.race([closed.then(() => true), sleep(graceMs, false)])
      if (!inTime) logger.warn({ queue, graceMs }, 'jobs still ran at the end of the grace time')
      redis.disconnect()
    },
  }
}
