import { createHash } from 'node:crypto'
import { Decision, EVENTS_MAX, storeKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { KEEP_SECONDS, LIST_MAX } from './limits.ts'
import type { Page } from './page-tasks.ts'
import { tryRecord } from './read-record.ts'
import type { Cursor } from './walk-index.ts'

export interface DecisionFilter {
  readonly repo?: string | undefined
  readonly pr?: number | undefined
  readonly failure_id?: string | undefined
  readonly answer?: Decision['answer'] | undefined
  /** Stands, in letters of any case, in the reason, the repository, the task's or failure's name. */
  readonly text?: string | undefined
  /** The `next` of the page before. */
  readonly before?: Cursor | undefined
  /** At most LIST_MAX. */
  readonly limit: number
}

const STEP = 500

/** KEYS decisions, last digest. ARGV digest, decision, stream length, ttl in seconds. */
const script = `
if redis.call('GET', KEYS[2]) == ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[1], 'EX', ARGV[4])
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '*', 'decision', ARGV[2])
return 1`

/** Records a decision, unless it is what was last decided about the same failure. */
export async function addDecision(
  redis: Redis,
  decision: Decision,
): Promise<'added' | 'unchanged'> {
  const checked = Decision.parse(decision)
  const { at: _, ...content } = checked
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const names = [storeKeys.decisions, keys.decided(checked.failure_id)]
  const args = [digest, JSON.stringify(checked), EVENTS_MAX, KEEP_SECONDS]
  return (await redis.eval(script, 2, ...names, ...args)) === 1 ? 'added' : 'unchanged'
}

/** The newest decisions that a filter means. */
export async function pageDecisions(redis: Redis, filter: DecisionFilter): Promise<Page<Decision>> {
  const limit = Math.min(filter.limit, LIST_MAX)
  const items: Decision[] = []
  let next = filter.before ?? null
  for (let read = 0; read < EVENTS_MAX; read += STEP) {
    const end = next === null ? '+' : `(${next}`
    const entries = await redis.xrevrange(storeKeys.decisions, end, '-', 'COUNT', STEP)
    if (entries.length === 0) return { items, next: null }
    for (const [id, fields] of entries) {
      if (items.length >= limit) return { items, next }
      next = id
      const decision = tryRecord(Decision, fields[1])
      if (decision && matches(decision, filter)) items.push(decision)
    }
  }
  return { items, next }
}

function matches(decision: Decision, filter: DecisionFilter): boolean {
  const { repo, pr, failure_id, answer, text } = filter
  const all = [decision.reason, decision.repo, decision.task_id ?? '', decision.failure_id]
  return (
    [undefined, decision.repo].includes(repo) &&
    [undefined, decision.pr_number].includes(pr) &&
    [undefined, decision.failure_id].includes(failure_id) &&
    [undefined, decision.answer].includes(answer) &&
    (text === undefined || all.join('\n').toLowerCase().includes(text.toLowerCase()))
  )
}
