import {
  storeKeys,
  type TaskRecord,
  type TaskState,
  type TaskType,
  type Verdict,
} from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { LIST_MAX, ROWS_PAGE, SCAN_MAX } from './limits.ts'
import { parseRow } from './packed-task.ts'
import { readRows } from './read-rows.ts'
import { readTasks } from './read-tasks.ts'
import type { TaskRow } from './task-row.ts'
import { type Cursor, walkIndex } from './walk-index.ts'

/** Which tasks are meant; one that asks for nothing means all. */
export interface TaskSearch {
  readonly states?: readonly TaskState[] | undefined
  readonly repo?: string | undefined
  readonly verdict?: Verdict | undefined
  readonly type?: TaskType | undefined
  /** The number of a pull request. */
  readonly pull?: number | undefined
  /** Stands, in letters of any case, in the task's name, branch, summary or reason. */
  readonly text?: string | undefined
  /** The `next` of the page before. */
  readonly before?: Cursor | undefined
  /** At most LIST_MAX. */
  readonly limit: number
}

/** A part of a list, and where the next part begins; null at its end. */
export interface Page<T> {
  readonly items: T[]
  readonly next: Cursor | null
}

/**
 * The rows of the newest tasks that a search means. At most SCAN_MAX rows are looked at: a page may
 * be short, even empty, and still have a next one. What this version cannot read is left out.
 */
export async function pageRows(redis: Redis, search: TaskSearch): Promise<Page<TaskRow>> {
  const limit = Math.min(search.limit, LIST_MAX)
  const items: TaskRow[] = []
  let looked = 0
  let next: Cursor | null = null
  const step = isSelective(search) ? ROWS_PAGE : Math.min(limit + 1, ROWS_PAGE)
  for await (const entries of walkIndex(redis, indexOf(search), search.before, step)) {
    const names = entries.map(({ name }) => name)
    const rows = await readRows(redis, names)
    for (const [at, { cursor }] of entries.entries()) {
      if (items.length >= limit || looked >= SCAN_MAX) return { items, next }
      looked += 1
      next = cursor
      const row = parseRow(rows[at] ?? '')
      if (row && isMeant(row, search)) items.push(row)
    }
  }
  return { items, next: null }
}

/** As `pageRows`, with the whole records. */
export async function pageTasks(redis: Redis, search: TaskSearch): Promise<Page<TaskRecord>> {
  const { items, next } = await pageRows(redis, search)
  const names = items.map(({ task_id }) => task_id)
  return { items: await readTasks(redis, names), next }
}

/** The shortest list holds more than what is meant. */
function isSelective({ states, repo, pull, verdict, type, text }: TaskSearch): boolean {
  const asked = [states, repo, pull, verdict, type, text].filter((each) => each !== undefined)
  return asked.length > 1 || [verdict, type, text, pull].some((each) => each !== undefined)
}

function isMeant(row: TaskRow, search: TaskSearch): boolean {
  const { states, repo, verdict, type, pull, text } = search
  return (
    (states === undefined || states.includes(row.state)) &&
    [undefined, row.repo].includes(repo) &&
    [undefined, row.verdict].includes(verdict) &&
    [undefined, row.type].includes(type) &&
    (pull === undefined || row.pr_number === pull) &&
    (text === undefined || wordsOf(row).includes(text.toLowerCase()))
  )
}

function wordsOf({ task_id, branch, summary, reason }: TaskRow): string {
  return [task_id, branch, summary, reason].join('\n').toLowerCase()
}

/** The shortest list that holds all that can be meant. */
function indexOf({ states, repo, pull }: TaskSearch): string {
  if (repo !== undefined && pull !== undefined) return storeKeys.pullRequest(repo, String(pull))
  const [state, ...others] = states ?? []
  if (state !== undefined && others.length === 0) return keys.byState(state)
  return repo === undefined ? storeKeys.tasks : keys.byRepo(repo)
}
