import type { Logger } from '@millwright/logger'
import { channels } from '@millwright/protocol'
import type { Redis } from 'ioredis'

/** Rings when a report was announced. Rings get lost, so nobody waits for one alone. */
export interface Doorbell {
  /** Resolves at the next ring, at once when it rang since the last wait, or after `ms`. */
  wait(ms: number): Promise<void>
  /** Rings by hand. */
  ring(): void
  close(): void
}

/** Listens on the report channels, on a connection of its own like the given one. */
export function openDoorbell(redis: Redis, logger: Logger): Doorbell {
  const subscriber = redis.duplicate()
  let hasRung = false
  let wake: (() => void) | null = null
  const ring = () => {
    hasRung = true
    wake?.()
  }
  // The connection it was made from has said already that Redis is away.
  subscriber.on('error', () => {})
  subscriber.on('message', ring)
  subscriber
    .subscribe(channels.taskProgress, channels.taskCompleted, channels.taskFailed)
    .catch((err: unknown) => logger.warn({ err }, 'report doorbell not connected'))
  return {
    ring,
    wait: async (ms) => {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      hasRung = false
    },
    close: () => subscriber.disconnect(),
  }
}
