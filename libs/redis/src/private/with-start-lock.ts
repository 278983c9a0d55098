import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { RedisError } from '../redis-error.ts'

const WAIT_MS_MAX = 90_000
const TRY_EVERY_MS = 50

/**
 * Runs `start` while no other process of this machine starts a server for the same directory:
 * two servers on one append-only file would destroy it.
 * The lock is a socket in Linux's abstract namespace, which the kernel frees with its process.
 * Elsewhere the port that a directory keeps is the only guard.
 */
export async function withStartLock<T>(dir: string, start: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return start()
  const name = createHash('sha256').update(dir).digest('hex').slice(0, 40)
  const lock = await take(`\0millwright-redis-${name}`)
  if (lock === null) {
    throw new RedisError(
      'MW_REDIS_START',
      `another process has been starting Redis in ${dir} for too long: stop it and try again`,
    )
  }
  try {
    return await start()
  } finally {
    lock.close()
  }
}

async function take(address: string): Promise<Server | null> {
  const deadline = performance.now() + WAIT_MS_MAX
  while (performance.now() < deadline) {
    const server = createServer().listen(address)
    try {
      await once(server, 'listening')
      return server
    } catch {
      await sleep(TRY_EVERY_MS)
    }
  }
  return null
}
