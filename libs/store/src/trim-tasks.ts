import { storeKeys, TaskState } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { keys } from './keys.ts'
import { KEEP_SECONDS, TASKS_MAX, TRIM_MAX } from './limits.ts'
import { tryRecord } from './read-record.ts'
import { taskPlace } from './task-place.ts'

/** As much of a record as its indices need, so that records of other versions can be removed. */
const Indexed = z.object({
  task: z.looseObject({
    repo: z.string(),
    inputs: z.looseObject({ pr_number: z.number().optional(), branch: z.string() }),
  }),
})

/**
 * Removes tasks over TASKS_MAX or older than KEEP_SECONDS from the record and every index, at most
 * TRIM_MAX of them. Each goes in one step, so a crash in between leaves the rest for the next call.
 */
export async function trimTasks(redis: Redis, nowMs: number): Promise<void> {
  const cutoff = nowMs - KEEP_SECONDS * 1000
  const old = await redis.zrangebyscore(storeKeys.tasks, '-inf', cutoff, 'LIMIT', 0, TRIM_MAX)
  const excess = Math.min((await redis.zcard(storeKeys.tasks)) - TASKS_MAX, TRIM_MAX)
  const surplus = excess > 0 ? await redis.zrange(storeKeys.tasks, '0', String(excess - 1)) : []
  for (const taskId of new Set([...old, ...surplus])) await removeTask(redis, taskId)
}

async function removeTask(redis: Redis, taskId: string): Promise<void> {
  const text = await redis.get(storeKeys.task(taskId))
  const names = [storeKeys.tasks, ...TaskState.options.map(keys.byState), ...placesIn(text)]
  const steps = redis.multi().del(storeKeys.task(taskId))
  for (const name of names) steps.zrem(name, taskId)
  await steps.exec()
}

function placesIn(text: string | null): string[] {
  const record = tryRecord(Indexed, text)
  if (record === null) return []
  const { repo, inputs } = record.task
  return [keys.byRepo(repo), storeKeys.pullRequest(repo, taskPlace(inputs))]
}
