import { storeKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { ROWS_PAGE, TIDY_ROUNDS_MAX } from './limits.ts'
import { type Keep, removeTask, trimTasks } from './trim-tasks.ts'

/**
 * Removes the tasks that are over the limits, and counts anew what the others take up: a record
 * that was written by another version, or is gone without its name, is counted as it is. Resolves
 * with the number of tasks that went. May be killed and repeated at any point.
 */
export async function tidyTasks(redis: Redis, keep: Keep, nowMs = Date.now()): Promise<number> {
  let removed = await recount(redis)
  for (let rounds = 0; rounds < TIDY_ROUNDS_MAX; rounds += 1) {
    const now = await trimTasks(redis, keep, nowMs)
    if (now === 0) break
    removed += now
  }
  return removed
}

/** What is written meanwhile may be counted twice, until the next time. */
async function recount(redis: Redis): Promise<number> {
  const before = Number(await redis.get(keys.taskBytes))
  const names = await redis.zrange(storeKeys.tasks, '0', '-1')
  let bytes = 0
  let removed = 0
  for (let from = 0; from < names.length; from += ROWS_PAGE) {
    const page = names.slice(from, from + ROWS_PAGE)
    const steps = redis.pipeline()
    for (const name of page) steps.strlen(storeKeys.task(name))
    const lengths = (await steps.exec()) ?? []
    for (const [at, name] of page.entries()) {
      const length = Number(lengths[at]?.[1] ?? 0)
      bytes += length
      if (length > 0) continue
      await removeTask(redis, name)
      removed += 1
    }
  }
  await redis.incrby(keys.taskBytes, bytes - before)
  return removed
}
