import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { RedisError } from '../redis-error.ts'
import { type Place, probeServer } from './probe-server.ts'
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts'

const READY_MS_MAX = 60_000
const LOOK_EVERY_MS = 25
/** At the start, a log longer than this becomes `redis.log.1`. */
const LOG_BYTES_MAX = 5_000_000
const LOG_TAIL_CHARS = 1_500

/**
 * Starts the binary with the directory's `redis.conf` and gives it back once it has loaded its
 * data. It runs in a session of its own, so that neither Ctrl-C nor the end of its starter ends it.
 * `port-taken` when somebody else got the port first; throws MW_REDIS_START with the end of its
 * log for any other end.
 */
export async function spawnServer(
  binary: string,
  place: Place,
): Promise<ProcessIdentity | 'port-taken'> {
  const log = rotatedLog(place.dir)
  const from = statSync(log.path).size
  const child = spawn(binary, [join(place.dir, 'redis.conf')], {
    cwd: place.dir,
    detached: true,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
    stdio: ['ignore', log.fd, log.fd],
  })
  closeSync(log.fd)
  const failed = new Promise<Error | null>((resolve) => {
    child.once('error', resolve)
    child.once('exit', () => resolve(null))
  })
  const identity = child.pid === undefined ? null : identify(child.pid)
  child.unref()
  const isReady = identity !== null && (await untilReady(place, identity))
  if (isReady) return identity
  const words = readFileSync(log.path, 'utf8').slice(from)
  if (words.includes('Address already in use')) return 'port-taken'
  const cause = identity === null ? await failed : null
  throw new RedisError(
    'MW_REDIS_START',
    `${binary} did not start in ${place.dir}: ${advice(words)}`,
    {
      ...(cause === null ? {} : { cause }),
    },
  )
}

async function untilReady(place: Place, identity: ProcessIdentity): Promise<boolean> {
  const deadline = performance.now() + READY_MS_MAX
  while (performance.now() < deadline && isRunning(identity)) {
    const probe = await probeServer(place)
    if (probe.kind === 'ours' && !probe.isLoading && probe.pid === identity.pid) return true
    await sleep(LOOK_EVERY_MS)
  }
  return false
}

function rotatedLog(dir: string) {
  const path = join(dir, 'redis.log')
  if (existsSync(path) && statSync(path).size > LOG_BYTES_MAX) renameSync(path, `${path}.1`)
  return { path, fd: openSync(path, 'a', 0o600) }
}

function advice(log: string): string {
  const tail = log.slice(-LOG_TAIL_CHARS).trim()
  const isDamaged = /Bad file format|Unrecoverable error reading the append only file/.test(log)
  const hint = isDamaged ? 'repair its data with redis-check-aof --fix; ' : ''
  return `${hint}its last words: ${tail === '' ? 'none' : tail}`
}
