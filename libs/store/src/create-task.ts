import { storeKeys, TaskRecord } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { countOpened, isFirstAttempt } from './count-change.ts'
import { countArguments, countScript } from './counts.ts'
import { keys } from './keys.ts'
import { packTask } from './packed-task.ts'
import { USE_ARGS, useArguments, useScript } from './prompt-uses.ts'
import { saveText } from './save-text.ts'
import { taskPlace } from './task-place.ts'
import { type Keep, keepAsLimited, trimTasks } from './trim-tasks.ts'

/**
 * KEYS record, two of a prompt's uses, two of counts, bytes of all records, then the indices. ARGV
 * record, name, time in ms, the use, then the counts.
 */
const script = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('INCRBY', KEYS[6], #ARGV[1])
for i = 7, #KEYS do redis.call('ZADD', KEYS[i], ARGV[3], ARGV[2]) end
${useScript(2, 4)}
${countScript(4, 4 + USE_ARGS)}
return 1`

/** Writes a new task with its indices in one step; a task that is there already is left alone. */
export async function createTask(
  redis: Redis,
  record: TaskRecord,
  { nowMs = Date.now(), keep = keepAsLimited }: { nowMs?: number; keep?: Keep } = {},
): Promise<'created' | 'exists'> {
  const checked = TaskRecord.parse(record)
  const { task, state } = checked
  const counting = countArguments(await countOpened(redis, checked), new Date(nowMs))
  const use = useArguments(checked, await isFirstAttempt(redis, checked), nowMs)
  const names = [
    storeKeys.task(task.task_id),
    ...use.keys,
    ...counting.keys,
    keys.taskBytes,
    storeKeys.tasks,
    keys.byState(state),
    keys.byRepo(task.repo),
    storeKeys.pullRequest(task.repo, taskPlace(task.inputs)),
  ]
  const packed = packTask(checked)
  await saveText(redis, packed.system)
  const args = [packed.bytes, task.task_id, nowMs, ...use.args, ...counting.args]
  const isNew = (await redis.eval(script, names.length, ...names, ...args)) === 1
  if (isNew) await trimTasks(redis, keep, nowMs)
  return isNew ? 'created' : 'exists'
}
