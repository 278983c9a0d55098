import { WorkerStatus, workerKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { SCAN_ROUNDS_MAX, WORKERS_MAX } from './limits.ts'
import { readJson } from './read-json.ts'

/** The workers that gave a sign of life within WORKER_TTL_SECONDS, by name; at most WORKERS_MAX. */
export async function listWorkers(redis: Redis): Promise<WorkerStatus[]> {
  const keys = await workerKeysIn(redis)
  if (keys.length === 0) return []
  const found: WorkerStatus[] = []
  for (const text of await redis.mget(keys)) {
    const status = WorkerStatus.safeParse(readJson(text))
    if (status.success) found.push(status.data)
  }
  return found.sort((a, b) => a.worker.localeCompare(b.worker))
}

async function workerKeysIn(redis: Redis): Promise<string[]> {
  const keys = new Set<string>()
  let cursor = '0'
  for (let round = 0; round < SCAN_ROUNDS_MAX && keys.size < WORKERS_MAX; round += 1) {
    const [next, page] = await redis.scan(cursor, 'MATCH', workerKeys.workers, 'COUNT', 1_000)
    for (const key of page) keys.add(key)
    cursor = next
    if (cursor === '0') break
  }
  return [...keys].slice(0, WORKERS_MAX)
}
