import { createHash } from 'node:crypto'
import { Decision, EVENTS_MAX, storeKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { KEEP_SECONDS, LIST_MAX } from './limits.ts'
import { tryRecord } from './read-record.ts'

export interface DecisionFilter {
  readonly repo?: string | undefined
  readonly pr?: number | undefined
  readonly failure_id?: string | undefined
  /** At most LIST_MAX. */
  readonly limit: number
}

const PAGE = 500

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

/** Decisions, newest first. */
export async function listDecisions(redis: Redis, filter: DecisionFilter): Promise<Decision[]> {
  const limit = Math.min(filter.limit, LIST_MAX)
  const found: Decision[] = []
  let end = '+'
  for (let read = 0; read < EVENTS_MAX && found.length < limit; read += PAGE) {
    const entries = await redis.xrevrange(storeKeys.decisions, end, '-', 'COUNT', PAGE)
    for (const [, fields] of entries) {
      const decision = tryRecord(Decision, fields[1])
      if (decision && matches(decision, filter)) found.push(decision)
    }
    const last = entries.at(-1)
    if (last === undefined) break
    end = `(${last[0]}`
  }
  return found.slice(0, limit)
}

function matches(decision: Decision, { repo, pr, failure_id }: DecisionFilter): boolean {
  if (repo !== undefined && decision.repo !== repo) return false
  if (pr !== undefined && decision.pr_number !== pr) return false
  return failure_id === undefined || decision.failure_id === failure_id
}
