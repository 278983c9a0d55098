import { storeKeys, TaskState } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { KEEP_SECONDS, TASK_BYTES_MAX, TASKS_MAX, TRIM_MAX } from './limits.ts'
import { parsePlace } from './packed-task.ts'
import { readRows } from './read-rows.ts'
import { taskPlace } from './task-place.ts'

/** How many tasks are kept, and how many bytes their records may take together. */
export interface Keep {
  readonly tasks: number
  readonly bytes: number
}
export const keepAsLimited: Keep = { tasks: TASKS_MAX, bytes: TASK_BYTES_MAX }

/**
 * KEYS record, bytes of all records, then the indices. ARGV name. Returns the bytes of the record.
 */
const removeScript = `
local bytes = redis.call('STRLEN', KEYS[1])
redis.call('DEL', KEYS[1])
redis.call('DECRBY', KEYS[2], bytes)
for i = 3, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
return bytes`

/**
 * Removes the oldest tasks, whatever their state, while there are too many, take up too much or are
 * older than KEEP_SECONDS; at most TRIM_MAX of them, and says how many. Each goes in one step, so a
 * crash in between leaves the rest for the next call.
 */
export async function trimTasks(redis: Redis, keep: Keep, nowMs: number): Promise<number> {
  let [count, bytes] = [await redis.zcard(storeKeys.tasks), Number(await redis.get(keys.taskBytes))]
  const cutoff = nowMs - KEEP_SECONDS * 1000
  for (let removed = 0; removed < TRIM_MAX; removed += 1) {
    const [oldest, score] = await redis.zrange(storeKeys.tasks, '0', '0', 'WITHSCORES')
    if (oldest === undefined) return removed
    const isTooOld = Number(score) <= cutoff
    if (!isTooOld && count <= keep.tasks && bytes <= keep.bytes) return removed
    bytes -= await removeTask(redis, oldest)
    count -= 1
  }
  return TRIM_MAX
}

/** Removes a task from the file and every index; resolves with the bytes that its record took. */
export async function removeTask(redis: Redis, taskId: string): Promise<number> {
  const [row = ''] = await readRows(redis, [taskId])
  const own = [storeKeys.task(taskId), keys.taskBytes]
  const indices = [storeKeys.tasks, ...TaskState.options.map(keys.byState), ...placesIn(row)]
  const names = [...own, ...indices]
  return Number(await redis.eval(removeScript, names.length, ...names, taskId))
}

function placesIn(line: string): string[] {
  const row = parsePlace(line)
  return row ? [keys.byRepo(row.repo), storeKeys.pullRequest(row.repo, taskPlace(row))] : []
}
