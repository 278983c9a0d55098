import { createHash } from 'node:crypto'
import { isFinished, storeKeys, TaskRecord, type TaskState } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { countChange, isFirstAttempt } from './count-change.ts'
import { countArguments, countScript } from './counts.ts'
import { keys } from './keys.ts'
import {
  CHANGE_TRIES_MAX,
  FINISHED_PATCH_CHARS_MAX,
  KEEP_SECONDS,
  REASON_CHARS_MAX,
} from './limits.ts'
import { packTask } from './packed-task.ts'
import { USE_ARGS, useArguments, useScript } from './prompt-uses.ts'
import { parseTask } from './read-tasks.ts'
import { saveText } from './save-text.ts'
import { StoreError } from './store-error.ts'

/**
 * KEYS record, index of all tasks, of the old state, of the new, two of a prompt's uses, two of
 * counts, bytes of all records. ARGV sha1 of the old record, new record, name, the use, then the counts. Returns 0 when somebody else wrote in between.
 */
const script = `
local now = redis.call('GET', KEYS[1])
if not now or redis.sha1hex(now) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('INCRBY', KEYS[9], #ARGV[2] - #now)
redis.call('ZREM', KEYS[3], ARGV[3])
redis.call('ZADD', KEYS[4], redis.call('ZSCORE', KEYS[2], ARGV[3]) or 0, ARGV[3])
${useScript(5, 4)}
${countScript(7, 4 + USE_ARGS)}
return 1`

/**
 * Changes a task if it is in one of the states `from`; null when it is not, or is not there.
 * Compare and set: `change` is called again on the newer record when somebody else was faster.
 * `updated_at` is set here. Throws a StoreError after CHANGE_TRIES_MAX lost races.
 */
export async function changeTask(
  redis: Redis,
  taskId: string,
  from: readonly TaskState[],
  change: (record: TaskRecord) => TaskRecord,
  now = new Date(),
): Promise<TaskRecord | null> {
  const name = storeKeys.task(taskId)
  for (let tries = 0; tries < CHANGE_TRIES_MAX; tries += 1) {
    const bytes = await redis.getBuffer(name)
    if (bytes === null) return null
    const before = await parseTask(redis, taskId, bytes)
    if (!from.includes(before.state)) return null
    const after = checked(before, change(before), now)
    await markCommit(redis, after)
    const counting = countArguments(await countChange(redis, { before, after }, now), now)
    const indices = [storeKeys.tasks, keys.byState(before.state), keys.byState(after.state)]
    const sha1 = createHash('sha1').update(bytes).digest('hex')
    const packed = packTask(after)
    if (after.task.system !== before.task.system) await saveText(redis, packed.system)
    const use = useArguments(after, await isFirstAttempt(redis, after), now.getTime())
    const names = [name, ...indices, ...use.keys, ...counting.keys, keys.taskBytes]
    const args = [sha1, packed.bytes, taskId, ...use.args, ...counting.args]
    if ((await redis.eval(script, names.length, ...names, ...args)) === 1) return after
  }
  const why = `task ${taskId} changed ${CHANGE_TRIES_MAX} times under this change; is a second lead at work?`
  throw new StoreError('MW_STORE_CONFLICT', why)
}

/** Before the change is written: the commit is on GitHub, whoever wins the race. */
async function markCommit(redis: Redis, { delivery }: TaskRecord): Promise<void> {
  const sha = delivery.commit_sha
  if (sha !== null) await redis.set(keys.ourCommit(sha), '1', 'EX', KEEP_SECONDS)
}

/** What a task is named by and indexed under never changes. */
function checked(before: TaskRecord, after: TaskRecord, now: Date): TaskRecord {
  const { task_id, repo, inputs } = before.task
  return TaskRecord.parse({
    ...after,
    task: { ...after.task, task_id, repo, inputs },
    reason: after.reason.slice(0, REASON_CHARS_MAX),
    result: keptResult(after),
    created_at: before.created_at,
    updated_at: now.toISOString(),
  })
}

/** Thousands of finished tasks are kept, and large patches would fill Redis. */
function keptResult({ state, result }: TaskRecord): TaskRecord['result'] {
  const isKept = !isFinished(state) || (result?.patch.length ?? 0) <= FINISHED_PATCH_CHARS_MAX
  return isKept || result === null ? result : { ...result, patch: '' }
}
