import { storeKeys, TaskRecord } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { countOpened, isFirstAttempt } from './count-change.ts'
import { countArguments, countScript } from './counts.ts'
import { keys } from './keys.ts'
import { USE_ARGS, useArguments, useScript } from './prompt-uses.ts'
import { taskPlace } from './task-place.ts'
import { trimTasks } from './trim-tasks.ts'

/**
 * KEYS record, two of a prompt's uses, two of counts, then the indices. ARGV record, name, time in
 * ms, the use, then the counts.
 */
const script = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
for i = 6, #KEYS do redis.call('ZADD', KEYS[i], ARGV[3], ARGV[2]) end
${useScript(2, 4)}
${countScript(4, 4 + USE_ARGS)}
return 1`

/** Writes a new task with its indices in one step; a task that is there already is left alone. */
export async function createTask(
  redis: Redis,
  record: TaskRecord,
  nowMs = Date.now(),
): Promise<'created' | 'exists'> {
  const checked = TaskRecord.parse(record)
  const { task, state } = checked
  const counting = countArguments(await countOpened(redis, checked), new Date(nowMs))
  const use = useArguments(checked, await isFirstAttempt(redis, checked), nowMs)
  const names = [
    storeKeys.task(task.task_id),
    ...use.keys,
    ...counting.keys,
    storeKeys.tasks,
    keys.byState(state),
    keys.byRepo(task.repo),
    storeKeys.pullRequest(task.repo, taskPlace(task.inputs)),
  ]
  const args = [JSON.stringify(checked), task.task_id, nowMs, ...use.args, ...counting.args]
  const isNew = (await redis.eval(script, names.length, ...names, ...args)) === 1
  if (isNew) await trimTasks(redis, nowMs)
  return isNew ? 'created' : 'exists'
}
