import { Redis } from 'ioredis'

/** The part of a pino logger that a connection needs. */
export interface RedisLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

export interface ConnectOptions {
  /** `redis://user:password@host:port/database`, or `rediss://` for TLS. */
  readonly url: string
  /** Shown in `CLIENT LIST`. */
  readonly name: string
  /** True for a connection that waits inside Redis (BullMQ worker, XREAD, SUBSCRIBE). */
  readonly blocking?: boolean
  readonly logger?: RedisLog
}

const RETRY_MS_MAX = 2_000
const CONNECT_MS_MAX = 5_000
const KEEP_ALIVE_MS = 10_000

/**
 * Opens a connection that never gives up: it tries again at most two seconds apart, for ever.
 * A command on a blocking connection waits as long as it takes; on any other it fails after
 * twenty tries (about half a minute), so that a caller can say that Redis is away.
 * Says once that Redis is away and once that it is back.
 */
export function connectRedis({ url, name, blocking = false, logger }: ConnectOptions): Redis {
  const redis = new Redis(url, {
    connectionName: name,
    connectTimeout: CONNECT_MS_MAX,
    keepAlive: KEEP_ALIVE_MS,
    retryStrategy: (tries) => Math.min(50 * 2 ** tries, RETRY_MS_MAX),
    maxRetriesPerRequest: blocking ? null : 20,
  })
  let isAway = false
  // Without a listener a lost connection would end the process.
  redis.on('error', (err) => {
    if (!isAway) logger?.warn({ err, connection: name }, 'redis is away')
    isAway = true
  })
  redis.on('ready', () => {
    if (isAway) logger?.info({ connection: name }, 'redis is back')
    isAway = false
  })
  return redis
}
