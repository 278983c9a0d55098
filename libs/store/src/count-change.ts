import { isFinished, type TaskRecord, type TaskResult } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { type Change, type Count, RESOLUTION_SECONDS } from './count-names.ts'
import { getFailure } from './failures.ts'
import { keys } from './keys.ts'
import { COUNT_STEP_MAX } from './limits.ts'

/** What the opening of a task counts as. */
export async function countOpened(redis: Redis, { task }: TaskRecord): Promise<Count[]> {
  const isRetry = task.type !== 'escalate' && (await isOnOurCommit(redis, task.head_sha))
  return [[`opened:${task.verdict}`, 1], ...(isRetry ? [['retried:ci_red', 1] as const] : [])]
}

/**
 * What one change of a task counts as. It is added in the step that writes the change, so that it
 * counts once however often the change is asked for. That a commit is green or red is GitHub's
 * word, brought by the lead; tokens and cost are what the worker's meter says.
 */
export async function countChange(redis: Redis, change: Change, now: Date): Promise<Count[]> {
  return [
    ...attempts(change),
    ...results(change),
    ...(change.before.gate === null && change.after.gate !== null
      ? [[`gated:${change.after.gate.decision}`, 1] as const]
      : []),
    ...(enters(change, 'watching') ? [['pushed', 1] as const] : []),
    ...(await judgement(redis, change)),
    ...(await ending(redis, change, now)),
  ]
}

function attempts({ before, after }: Change): Count[] {
  if (isFinished(before.state) && after.state === 'queued') return [['retried:person', 1]]
  if (after.state !== 'running' || after.epoch <= before.epoch) return []
  const isLost = before.state === 'running'
  return [['claimed', 1], ...(isLost ? [['retried:worker_lost', 1] as const] : [])]
}

function results(change: Change): Count[] {
  const { before, after } = change
  if (before.result === null && after.result !== null) return resultCounts(after.result)
  const isEmpty = enters(change, 'reported') && after.result === null
  return isEmpty ? [['reported:nothing', 1]] : []
}

function resultCounts({ outcome, usage }: TaskResult): Count[] {
  const { usd } = usage
  return [
    [`reported:${outcome}`, 1],
    ['tokens:input_tokens', limited(usage.input_tokens)],
    ['tokens:output_tokens', limited(usage.output_tokens)],
    ['tokens:cache_read_tokens', limited(usage.cache_read_tokens)],
    ['tokens:cache_write_tokens', limited(usage.cache_write_tokens)],
    ...(usd === null
      ? [['cost:unpriced', 1] as const]
      : [['cost:priced', 1] as const, ['cost:micro_usd', limited(usd * 1_000_000)] as const]),
  ]
}

/** A worker may claim any number; Redis refuses sums over 63 bits, and with them the change. */
function limited(by: number): number {
  return Math.min(Math.round(by), COUNT_STEP_MAX)
}

async function judgement(redis: Redis, { before, after }: Change): Promise<Count[]> {
  const said = after.delivery.ci_conclusion
  if (before.delivery.ci_conclusion !== null || (said !== 'success' && said !== 'failure'))
    return []
  const isFirst = await isFirstAttempt(redis, after)
  return [[`judged:${isFirst ? 'first' : 'later'}:${said === 'success' ? 'green' : 'red'}`, 1]]
}

async function ending(redis: Redis, { before, after }: Change, now: Date): Promise<Count[]> {
  if (isFinished(before.state) || !isFinished(after.state)) return []
  const ended: Count = [`ended:${after.state}`, 1]
  if (after.state !== 'resolved') return [ended]
  const failed = await getFailure(redis, after.task.failure_id)
  const since = Date.parse(failed?.failure.completed_at ?? after.created_at)
  const seconds = Math.max(0, Math.round((now.getTime() - since) / 1000))
  const bound = RESOLUTION_SECONDS.find((max) => seconds <= max) ?? 'more'
  return [ended, ['resolution:seconds', limited(seconds)], [`resolution:${bound}`, 1]]
}

function enters({ before, after }: Change, state: TaskRecord['state']): boolean {
  const isNew = before.state !== state && after.state === state
  // A patch that was approved is reported a second time, and was pushed never before.
  return isNew && (state !== 'reported' || before.state === 'queued' || before.state === 'running')
}

/** Neither a retry, nor a further attempt at what a commit of ours left red. */
export async function isFirstAttempt(redis: Redis, { task }: TaskRecord): Promise<boolean> {
  return task.retry_count === 0 && !(await isOnOurCommit(redis, task.head_sha))
}

/** A failure on a commit of ours is the next round of an older one. */
async function isOnOurCommit(redis: Redis, sha: string): Promise<boolean> {
  return (await redis.exists(keys.ourCommit(sha))) === 1
}
