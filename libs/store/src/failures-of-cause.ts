import type { Redis } from 'ioredis'
import type { FailureRecord } from './failure-record.ts'
import { getFailure } from './failures.ts'
import { keys } from './keys.ts'

/** What is known of failures of one cause in one repository, the newest first. */
export async function failuresOfCause(
  redis: Redis,
  repo: string,
  fingerprint: string,
): Promise<FailureRecord[]> {
  const ids = await redis.zrevrange(keys.byCause(repo, fingerprint), 0, -1)
  const records = await Promise.all(ids.map((id) => getFailure(redis, id)))
  return records.filter((record) => record !== null)
}
