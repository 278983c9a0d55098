import { storeKeys, TaskRecord, TaskState, type TaskType, type Verdict } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { keys } from './keys.ts'
import { LIST_MAX, PAGE, SCAN_MAX } from './limits.ts'
import { tryRecord } from './read-record.ts'
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

/** As much of a record as a search looks at: reading all of it takes several times as long. */
const Looked = z.object({
  state: TaskState,
  reason: z.string(),
  task: z.object({
    task_id: z.string(),
    repo: z.string(),
    verdict: z.string(),
    type: z.string(),
    inputs: z.object({
      pr_number: z.number().optional(),
      branch: z.string(),
      diagnosis: z.object({ summary: z.string() }),
    }),
  }),
})

/**
 * The newest tasks that a search means. At most SCAN_MAX records are looked at: a page may be short,
 * even empty, and still have a next one. What this version cannot read is left out.
 */
export async function pageTasks(redis: Redis, search: TaskSearch): Promise<Page<TaskRecord>> {
  const limit = Math.min(search.limit, LIST_MAX)
  const items: TaskRecord[] = []
  let looked = 0
  let next: Cursor | null = null
  for await (const entries of walkIndex(redis, indexOf(search), search.before, PAGE)) {
    const texts = await redis.mget(entries.map(({ name }) => storeKeys.task(name)))
    for (const [at, { cursor }] of entries.entries()) {
      if (items.length >= limit || looked >= SCAN_MAX) return { items, next }
      looked += 1
      next = cursor
      const record = readIfMeant(texts[at], search)
      if (record) items.push(record)
    }
  }
  return { items, next: null }
}

function readIfMeant(text: string | null | undefined, search: TaskSearch): TaskRecord | null {
  const looked = tryRecord(Looked, text)
  return looked && isMeant(looked, search) ? tryRecord(TaskRecord, text) : null
}

function isMeant({ state, reason, task }: z.infer<typeof Looked>, search: TaskSearch): boolean {
  const { states, repo, verdict, type, pull, text } = search
  const { branch, pr_number, diagnosis } = task.inputs
  const all = [task.task_id, branch, diagnosis.summary, reason].join('\n').toLowerCase()
  return (
    (states === undefined || states.includes(state)) &&
    [undefined, task.repo].includes(repo) &&
    [undefined, task.verdict].includes(verdict) &&
    [undefined, task.type].includes(type) &&
    [undefined, pr_number].includes(pull) &&
    (text === undefined || all.includes(text.toLowerCase()))
  )
}

/** The shortest list that holds all that can be meant. */
function indexOf({ states, repo, pull }: TaskSearch): string {
  if (repo !== undefined && pull !== undefined) return storeKeys.pullRequest(repo, String(pull))
  const [state, ...others] = states ?? []
  if (state !== undefined && others.length === 0) return keys.byState(state)
  return repo === undefined ? storeKeys.tasks : keys.byRepo(repo)
}
