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

/** On how many heads of a pull request or branch a worker was set on this cause. */
export async function attemptsOf(
  redis: Redis,
  repo: string,
  place: string,
  fingerprint: string,
): Promise<number> {
  const tasks = await tasksOfPullRequest(redis, repo, place)
  const tries = tasks.filter((record) => record.task.incident === fingerprint && isTry(record))
  return new Set(tries.map((record) => record.task.head_sha)).size
}

/** A task that a push overtook, or that was cancelled, says nothing about the cause. */
function isTry({ state, epoch }: TaskRecord): boolean {
  if (state === 'superseded' || state === 'cancelled') return false
  return epoch > 0 || state === 'queued'
}
