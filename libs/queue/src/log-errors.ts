import type { Logger } from '@millwright/logger'
import type { Redis } from 'ioredis'

interface ErrorSource {
  on(event: 'error', listener: (error: Error) => void): unknown
}

/**
 * Logs what a queue or worker complains of. While Redis is away it says nothing: the connection
 * has said so once, and BullMQ would repeat it at every try to connect.
 */
export function logErrors(source: ErrorSource, redis: Redis, logger: Logger, queue: string): void {
  source.on('error', (err) => {
    if (redis.status === 'ready') logger.warn({ err, queue }, 'queue error')
  })
}
