import { storeKeys, TaskRecord, type TaskState } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { LIST_MAX, PAGE, TASKS_MAX } from './limits.ts'
import { pageTasks } from './page-tasks.ts'
import { tryRecord } from './read-record.ts'
import type { Cursor } from './walk-index.ts'

export interface TaskFilter {
  readonly state?: TaskState | undefined
  readonly repo?: string | undefined
  /** At most LIST_MAX. */
  readonly limit: number
}

/** Tasks, newest first. What this version cannot read is left out. */
export async function listTasks(redis: Redis, filter: TaskFilter): Promise<TaskRecord[]> {
  const { state, repo } = filter
  const limit = Math.min(filter.limit, LIST_MAX)
  const states = state === undefined ? undefined : [state]
  const found: TaskRecord[] = []
  let before: Cursor | undefined
  for (let pages = 0; pages < TASKS_MAX && found.length < limit; pages += 1) {
    const page = await pageTasks(redis, { states, repo, before, limit: limit - found.length })
    found.push(...page.items)
    if (page.next === null) break
    before = page.next
  }
  return found
}

/** The records behind names, in the same order; missing and unreadable ones are left out. */
export async function readTasks(redis: Redis, names: readonly string[]): Promise<TaskRecord[]> {
  const found: TaskRecord[] = []
  for (let from = 0; from < names.length; from += PAGE) {
    const page = names.slice(from, from + PAGE)
    for (const text of await redis.mget(page.map(storeKeys.task))) {
      const record = tryRecord(TaskRecord, text)
      if (record) found.push(record)
    }
  }
  return found
}
