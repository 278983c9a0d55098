import { storeKeys, type TaskRecord } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { TASKS_MAX } from './limits.ts'
import { readTasks } from './list-tasks.ts'

/** All tasks of a pull request (`place` is its number) or of a branch, oldest first. */
export async function tasksOfPullRequest(
  redis: Redis,
  repo: string,
  place: string,
): Promise<TaskRecord[]> {
  const names = await redis.zrange(storeKeys.pullRequest(repo, place), '0', String(TASKS_MAX - 1))
  return readTasks(redis, names)
}
