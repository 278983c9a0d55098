import { readFile } from 'node:fs/promises'
import { connectRedis } from '@millwright/redis'
import type { World } from '../demo/world.ts'

/** All that a hijacked worker process would find in its own environment. */
export async function workerEnvironment(world: World): Promise<Record<string, string>> {
  const [worker] = await world.status.workers()
  if (!worker) throw new Error('no worker is up')
  const text = await readFile(`/proc/${worker.pid}/environ`, 'utf8')
  const pairs = text
    .split('\0')
    .map((pair) => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)])
  return Object.fromEntries(pairs)
}

/** A connection with a worker's own Redis user. */
export async function connectAsWorker(world: World) {
  const { MILLWRIGHT_REDIS_WORKER_URL: url } = await workerEnvironment(world)
  return connectRedis({ url: url ?? '', name: 'hijacked-worker' })
}
