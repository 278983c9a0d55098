import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { readInfo } from '../read-info.ts'

/** Who listens on a port of 127.0.0.1, as far as a directory's server is concerned. */
export type Probe =
  | { kind: 'ours'; pid: number; version: string; isLoading: boolean }
  | { kind: 'foreign' }
  | { kind: 'nobody' }
  /** Somebody takes connections and says nothing. */
  | { kind: 'silent' }

export interface Place {
  /** The directory that the server keeps its data in; absolute, without symbolic links. */
  readonly dir: string
  readonly port: number
  readonly password: string
}

const ANSWER_MS_MAX = 3_000

/** Asks whoever listens there; answers within three seconds. */
export async function probeServer(place: Place): Promise<Probe> {
  const answered = new AbortController()
  const silence = sleep(ANSWER_MS_MAX, null, { signal: answered.signal, ref: false }).then(
    (): Probe => ({ kind: 'silent' }),
    (): Probe => ({ kind: 'silent' }),
  )
  try {
    return await Promise.race([ask(place), silence])
  } finally {
    answered.abort()
  }
}

/**
 * A server is ours when it knows our password and our directory. The password alone proves
 * nothing: a server without one accepts any.
 */
async function ask(place: Place): Promise<Probe> {
  let isRefused = false
  try {
    return await withServer(place, async (redis) => {
      redis.on('error', (error: NodeJS.ErrnoException) => {
        isRefused ||= error.code === 'ECONNREFUSED'
      })
      if ((await redis.config('GET', 'dir')).at(1) !== place.dir) return { kind: 'foreign' }
      const info = readInfo(await redis.info())
      const isLoading = info('loading') === '1'
      return {
        kind: 'ours',
        pid: Number(info('process_id')),
        version: info('redis_version'),
        isLoading,
      }
    })
  } catch {
    return { kind: isRefused ? 'nobody' : 'foreign' }
  }
}

/** Lends one short-lived connection as the server's administrator. */
export async function withServer<T>(place: Place, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({
    host: '127.0.0.1',
    port: place.port,
    username: 'default',
    password: place.password,
    protocol: 2,
    connectTimeout: ANSWER_MS_MAX,
    commandTimeout: ANSWER_MS_MAX + 1_000,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  // The failed command says what went wrong; this listener only keeps the process alive.
  redis.on('error', () => undefined)
  try {
    return await use(redis)
  } finally {
    // Disconnecting what is closed already would keep the process alive for two seconds.
    if (redis.status !== 'close' && redis.status !== 'end') redis.disconnect()
  }
}
