import type { TaskRecord, TaskState } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { LIST_MAX, LIST_PAGES_MAX } from './limits.ts'
import { pageTasks } from './page-tasks.ts'
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
  for (let pages = 0; pages < LIST_PAGES_MAX && found.length < limit; pages += 1) {
    const page = await pageTasks(redis, { states, repo, before, limit: limit - found.length })
    found.push(...page.items)
    if (page.next === null) break
    before = page.next
  }
  return found
}
