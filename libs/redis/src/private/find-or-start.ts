import { setTimeout as sleep } from 'node:timers/promises'
import type { RedisLog } from '../connect-redis.ts'
import { findRedisBinary, versionOf } from '../find-redis-binary.ts'
import { RedisError } from '../redis-error.ts'
import { freePort } from './free-port.ts'
import { type Place, type Probe, probeServer, withServer } from './probe-server.ts'
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts'
import { MEMORY_BYTES_MAX, writeServerConfig, writeUsers } from './server-config.ts'
import { readState, type ServerState, writeState } from './server-state.ts'
import { spawnServer } from './spawn-server.ts'

export interface PrivateRedisOptions {
  readonly dataDir: string
  /** Path of valkey-server or redis-server; found by `findRedisBinary` unless given. */
  readonly binary?: string
  readonly logger?: RedisLog
}

const STARTS_MAX = 5
const SETTLE_MS_MAX = 5_000
const LOOK_EVERY_MS = 250

/**
 * The directory's running server, or a new one. Only one process at a time may call this for a
 * directory (`withStartLock`).
 */
export async function findOrStart(
  dir: string,
  options: PrivateRedisOptions,
): Promise<{ state: ServerState; identity: ProcessIdentity }> {
  let state = readState(dir)
  for (let tries = 0; tries < STARTS_MAX; tries += 1) {
    const place = { dir, port: state.port, password: state.password }
    const probe: Probe = state.port === 0 ? { kind: 'foreign' } : await probeOrWait(place, state)
    if (probe.kind === 'ours') {
      const identity = await adopt(place, state, probe.pid, probe.version)
      options.logger?.info(
        { redisPid: identity.pid, port: state.port },
        'private redis found running',
      )
      return { state, identity }
    }
    if (probe.kind !== 'nobody') state = { ...state, port: await freePort() }
    const identity = await start(dir, state, options)
    if (identity === 'port-taken') continue
    options.logger?.info({ redisPid: identity.pid, port: state.port }, 'private redis started')
    return { state: { ...state, process: identity }, identity }
  }
  throw new RedisError('MW_REDIS_START', `no free port was left for Redis in ${dir}`)
}

/** The port is stored before the start, so that a starter killed in between leaves no stray. */
async function start(dir: string, state: ServerState, { dataDir, binary }: PrivateRedisOptions) {
  const found = binary ?? findRedisBinary(dataDir)
  const version = found === null ? null : versionOf(found)
  if (found === null || version === null) {
    throw new RedisError(
      'MW_REDIS_BINARY',
      `${found ?? 'no valkey-server or redis-server'} can be started here: install one (apt-get install redis-server) or set REDIS_URL`,
    )
  }
  writeState(dir, { ...state, process: null })
  writeServerConfig(dir, state.port)
  writeUsers(dir, version, state)
  const identity = await spawnServer(found, { dir, port: state.port, password: state.password })
  if (identity !== 'port-taken') writeState(dir, { ...state, process: identity })
  return identity
}

async function adopt(place: Place, state: ServerState, pid: number, version: string) {
  const identity = identify(pid)
  if (identity === null) {
    throw new RedisError('MW_REDIS_START', `Redis in ${place.dir} ended while it was being found`)
  }
  const hasNewUsers = writeUsers(place.dir, version, state)
  await withServer(place, async (redis) => {
    if (hasNewUsers) await redis.acl('LOAD')
    // It may have been started with an older limit.
    await redis.config('SET', 'maxmemory', MEMORY_BYTES_MAX)
  })
  writeState(place.dir, { ...state, process: identity })
  return identity
}

/**
 * Gives a server that starts or ends some time to do so. One that then still does not answer has
 * the data open all the same, and a second one beside it would destroy it.
 */
async function probeOrWait(place: Place, { process }: ServerState): Promise<Probe> {
  const deadline = performance.now() + SETTLE_MS_MAX
  for (;;) {
    const probe = await probeServer(place)
    if (probe.kind === 'ours' || process === null || !isRunning(process)) return probe
    if (performance.now() > deadline) {
      const advice = `it does not answer: end it with kill ${process.pid}`
      throw new RedisError('MW_REDIS_START', `a Redis runs in ${place.dir}, but ${advice}`)
    }
    await sleep(LOOK_EVERY_MS)
  }
}
