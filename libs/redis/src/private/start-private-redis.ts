import { existsSync } from 'node:fs'
import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findOrStart, type PrivateRedisOptions } from './find-or-start.ts'
import { probeServer } from './probe-server.ts'
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts'
import { readState, type ServerState } from './server-state.ts'
import { stopServer } from './stop-server.ts'
import { withStartLock } from './with-start-lock.ts'

/** The Redis server of one data directory. */
export interface PrivateRedis {
  /** For lead, status and command line: may do everything. */
  readonly url: string
  /** For workers: may do what `workerAcl` allows. */
  readonly workerUrl: string
  readonly pid: number
  /** Resolves when the server is gone, whoever ended it. */
  readonly exited: Promise<void>
  /** Ends the server after it has written everything; may be called twice. */
  close(): Promise<void>
}

const WATCH_EVERY_MS = 250
const DATABASE = 10

/**
 * Gives the data directory's Redis: the one that runs already (also when its starter was killed),
 * else a new one on 127.0.0.1 with append-only file, `noeviction` and passwords of its own.
 * The port is kept over restarts unless somebody else has taken it.
 * Throws MW_REDIS_BINARY without a server binary, MW_REDIS_START when it does not come up.
 */
export async function startPrivateRedis(options: PrivateRedisOptions): Promise<PrivateRedis> {
  const folder = join(options.dataDir, 'redis')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const dir = await realpath(folder)
  const { state, identity } = await withStartLock(dir, () => findOrStart(dir, options))
  return handleOf(dir, state, identity)
}

/** The data directory's Redis when it runs; null when it does not. Starts and changes nothing. */
export async function findPrivateRedis(dataDir: string): Promise<PrivateRedis | null> {
  const folder = join(dataDir, 'redis')
  if (!existsSync(join(folder, 'server.json'))) return null
  const dir = await realpath(folder)
  const state = readState(dir)
  const probe = await probeServer({ dir, port: state.port, password: state.password })
  const identity = probe.kind === 'ours' ? identify(probe.pid) : null
  return identity === null ? null : handleOf(dir, state, identity)
}

function handleOf(dir: string, state: ServerState, identity: ProcessIdentity): PrivateRedis {
  const place = { dir, port: state.port, password: state.password }
  const url = (user: string, password: string) =>
    `redis://${user}:${password}@127.0.0.1:${state.port}/${DATABASE}`
  return {
    url: url('default', state.password),
    workerUrl: url('worker', state.worker_password),
    pid: identity.pid,
    exited: whenGone(identity),
    close: () => stopServer(place, identity),
  }
}

async function whenGone(identity: ProcessIdentity): Promise<void> {
  while (isRunning(identity)) await sleep(WATCH_EVERY_MS, null, { ref: false })
}
