import { storeKeys, type TaskRecord } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { LIST_MAX } from './limits.ts'
import { readTasks } from './read-tasks.ts'

/** The tasks of a pull request (`place` is its number) or of a branch, oldest first: the last 1,000. */
export async function tasksOfPullRequest(
  redis: Redis,
  repo: string,
  place: string,
): Promise<TaskRecord[]> {
  const names = await redis.zrange(storeKeys.pullRequest(repo, place), String(-LIST_MAX), '-1')
  return readTasks(redis, names)
}
