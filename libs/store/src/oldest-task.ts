import type { TaskState } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { keys } from './keys.ts'

/** When the oldest task in a state was opened; null without one. No record is read. */
export async function oldestTask(redis: Redis, state: TaskState): Promise<Date | null> {
  const [, score] = await redis.zrange(keys.byState(state), '0', '0', 'WITHSCORES')
  return score === undefined ? null : new Date(Number(score))
}
