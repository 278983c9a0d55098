import type { Logger } from '@millwright/logger'
import { PREFIX, queues } from '@millwright/protocol'
import { connectRedis } from '@millwright/redis'
import { Queue, type Worker } from 'bullmq'
import { logErrors } from './log-errors.ts'

export interface WatchClaimsOptions {
  readonly url: string
  readonly logger: Logger
  readonly worker: Worker
  readonly wedgedMs: number
  onWedged?(): void
}

/**
 * Notices a claim loop that has died while tasks wait, which BullMQ has done after outages of Redis
 * (https://github.com/taskforcesh/bullmq/issues/4585). `onWedged` is called once for each such time.
 */
export function watchClaims(options: WatchClaimsOptions): { close(): Promise<void> } {
  const { url, logger, worker, wedgedMs } = options
  const redis = connectRedis({ url, name: 'claim-watch', logger })
  const queue = new Queue(queues.tasks, { connection: redis, prefix: PREFIX })
  logErrors(queue, redis, logger, queues.tasks)
  let lastGoodMs = performance.now()
  const good = () => {
    lastGoodMs = performance.now()
  }
  worker.on('active', good)

  async function look(): Promise<void> {
    if (worker.isPaused()) return good()
    const counts = await queue.getJobCounts('waiting', 'prioritized', 'active')
    const waiting = (counts.waiting ?? 0) + (counts.prioritized ?? 0)
    if (waiting === 0 || (counts.active ?? 0) > 0 || (await queue.isPaused())) return good()
    if (performance.now() - lastGoodMs < wedgedMs) return
    logger.error({ waiting, wedgedMs }, 'tasks wait and none is claimed')
    good()
    options.onWedged?.()
  }

  const timer = setInterval(() => {
    // Without Redis nothing can be claimed anyhow; the time is counted from its return.
    look().catch(good)
  }, wedgedMs / 4)
  return {
    close: async () => {
      clearInterval(timer)
      await queue.close()
      redis.disconnect()
    },
  }
}
