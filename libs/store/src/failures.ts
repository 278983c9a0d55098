import { storeKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { FailureRecord } from './failure-record.ts'
import { keys } from './keys.ts'
import { CAUSE_FAILURES_MAX, FAILURES_MAX, KEEP_SECONDS, TRIM_MAX } from './limits.ts'
import { readRecord } from './read-record.ts'

/** Writes what is known of a failure over what was known; the oldest over FAILURES_MAX goes. */
export async function saveFailure(redis: Redis, record: FailureRecord): Promise<void> {
  const checked = FailureRecord.parse(record)
  const { failure_id, completed_at, repo } = checked.failure
  const cause = keys.byCause(repo, checked.diagnosis.fingerprint)
  await redis
    .multi()
    .set(storeKeys.failure(failure_id), JSON.stringify(checked), 'EX', KEEP_SECONDS)
    .zadd(keys.failures, Date.parse(completed_at), failure_id)
    .zadd(cause, Date.parse(completed_at), failure_id)
    .zremrangebyrank(cause, 0, -CAUSE_FAILURES_MAX - 1)
    .expire(cause, KEEP_SECONDS)
    .exec()
  const excess = Math.min((await redis.zcard(keys.failures)) - FAILURES_MAX, TRIM_MAX)
  if (excess <= 0) return
  const oldest = await redis.zrange(keys.failures, '0', String(excess - 1))
  await redis
    .multi()
    .del(...oldest.map(storeKeys.failure))
    .zrem(keys.failures, ...oldest)
    .exec()
}

export async function getFailure(redis: Redis, failureId: string): Promise<FailureRecord | null> {
  return readRecord(redis, FailureRecord, storeKeys.failure(failureId))
}
