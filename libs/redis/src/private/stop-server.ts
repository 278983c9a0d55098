import { setTimeout as sleep } from 'node:timers/promises'
import { type Place, withServer } from './probe-server.ts'
import { isRunning, type ProcessIdentity } from './process-identity.ts'

const POLITE_MS_MAX = 10_000
const LOOK_EVERY_MS = 20

/**
 * Asks the server to end and waits; kills that very process when it has not ended ten seconds
 * later. The append-only file is complete either way: each write was synced before its answer.
 */
export async function stopServer(place: Place, identity: ProcessIdentity): Promise<void> {
  if (!isRunning(identity)) return
  try {
    await withServer(place, (redis) => redis.shutdown('NOSAVE'))
  } catch {
    // The connection ends with the server, which ioredis reports as a failed command.
  }
  if (await isGoneWithin(identity, POLITE_MS_MAX)) return
  process.kill(identity.pid, 'SIGKILL')
  await isGoneWithin(identity, POLITE_MS_MAX)
}

async function isGoneWithin(identity: ProcessIdentity, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms
  while (isRunning(identity) && performance.now() < deadline) await sleep(LOOK_EVERY_MS)
  return !isRunning(identity)
}
