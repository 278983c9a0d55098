import { storeKeys, TaskRecord, type TaskState } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { LIST_MAX, PAGE, TASKS_MAX } from './limits.ts'
import { tryRecord } from './read-record.ts'

export interface TaskFilter {
  readonly state?: TaskState | undefined
  readonly repo?: string | undefined
  /** At most LIST_MAX. */
  readonly limit: number
  /** The last task of the page before. */
  readonly before?: string | undefined
}

/** Tasks, newest first. What this version cannot read is left out. */
export async function listTasks(redis: Redis, filter: TaskFilter): Promise<TaskRecord[]> {
  const { state, repo, before } = filter
  const limit = Math.min(filter.limit, LIST_MAX)
  const start = before === undefined ? null : await redis.zscore(storeKeys.tasks, before)
  if (before !== undefined && start === null) return []
  const found: TaskRecord[] = []
  for (let offset = 0; offset < TASKS_MAX && found.length < limit; offset += PAGE) {
    const index = indexOf(filter)
    const page = ['WITHSCORES', 'LIMIT', offset, PAGE] as const
    const flat = await redis.zrevrangebyscore(index, start ?? '+inf', '-inf', ...page)
    if (flat.length === 0) break
    const names = pairs(flat).flatMap(([name, score]) =>
      isBefore(name, score, before, start) ? [name] : [],
    )
    for (const record of await readTasks(redis, names)) {
      if (state !== undefined && record.state !== state) continue
      if (repo === undefined || record.task.repo === repo) found.push(record)
    }
  }
  return found.slice(0, limit)
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

function indexOf({ state, repo }: TaskFilter): string {
  if (state !== undefined) return keys.byState(state)
  return repo === undefined ? storeKeys.tasks : keys.byRepo(repo)
}

/** Names of one moment are in the order of the alphabet, so a page may end between them. */
function isBefore(name: string, score: string, before?: string, start?: string | null): boolean {
  return before === undefined || score !== start || name < before
}

function pairs(flat: readonly string[]): [string, string][] {
  return flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? '']] : []))
}
