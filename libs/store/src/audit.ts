import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { keys } from './keys.ts'
import { AUDIT_MAX, CHANGE_TRIES_MAX, KEEP_SECONDS, LIST_MAX } from './limits.ts'
import { tryRecord } from './read-record.ts'
import { StoreError } from './store-error.ts'

/** What a person asked for: who says so, what, of what, and from where it came. */
export const AuditedAction = z.object({
  actor: z.string().max(200),
  action: z.string().max(60),
  /** A task, a repository, or `*`. */
  target: z.string().max(200),
  /** An address, or a pull request. */
  from: z.string().max(200),
  /** Whatever was said with it: the patch that was meant, the reason. */
  detail: z.string().max(500),
})
export type AuditedAction = z.infer<typeof AuditedAction>

/** One row of the audit log; `hash` covers all the others, and `prev` is that of the row before. */
export const AuditEntry = AuditedAction.extend({
  seq: z.number().int().min(1),
  at: z.iso.datetime(),
  prev: z.string().max(64),
  hash: z.string().max(64),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** The last row, kept apart, so that rows taken off the end are missed. */
export const AuditHead = AuditEntry.pick({ seq: true, hash: true })
export type AuditHead = z.infer<typeof AuditHead>

export interface AuditRow {
  /** The row's name in the stream; a page goes on before it. */
  readonly id: string
  readonly entry: AuditEntry
}

/**
 * KEYS log, head, mark. ARGV head as it was read, row, new head, rows kept, ttl of the mark, 1 to
 * look at the mark. Returns 0 when somebody else wrote in between.
 */
const script = `
if ARGV[6] == '1' and redis.call('EXISTS', KEYS[3]) == 1 then return 1 end
if (redis.call('GET', KEYS[2]) or '') ~= ARGV[1] then return 0 end
redis.call('XADD', KEYS[1], 'MAXLEN', '=', ARGV[4], '*', 'entry', ARGV[2])
redis.call('SET', KEYS[2], ARGV[3])
if ARGV[6] == '1' then redis.call('SET', KEYS[3], '1', 'EX', ARGV[5]) end
return 1`

/**
 * Adds a row to the audit log; the oldest over AUDIT_MAX goes. With a `key` it is added once,
 * however often it is told.
 * @throws StoreError `MW_STORE_CONFLICT` after CHANGE_TRIES_MAX lost races.
 */
export async function addAudit(redis: Redis, action: AuditedAction, key?: string): Promise<void> {
  const checked = AuditedAction.parse(action)
  const names = [keys.audit, keys.auditHead, keys.audited(key ?? '')]
  for (let tries = 0; tries < CHANGE_TRIES_MAX; tries += 1) {
    const text = await redis.get(keys.auditHead)
    const head = tryRecord(AuditHead, text)
    const at = new Date().toISOString()
    const row = { ...checked, seq: (head?.seq ?? 0) + 1, at, prev: head?.hash ?? '' }
    const entry: AuditEntry = { ...row, hash: hashOf(row) }
    const newHead = JSON.stringify({ seq: entry.seq, hash: entry.hash })
    const args = [text ?? '', JSON.stringify(entry), newHead, AUDIT_MAX, KEEP_SECONDS]
    if ((await redis.eval(script, 3, ...names, ...args, key === undefined ? 0 : 1)) === 1) return
  }
  const why = `the audit log changed ${CHANGE_TRIES_MAX} times under one row`
  throw new StoreError('MW_STORE_CONFLICT', why)
}

export interface AuditFilter {
  readonly actor?: string | undefined
  readonly action?: string | undefined
  readonly target?: string | undefined
  /** The name of the last row of the page before. */
  readonly before?: string | undefined
  /** At most LIST_MAX. */
  readonly limit: number
}

/** Rows that a filter means, newest first. */
export async function listAudit(redis: Redis, filter: AuditFilter): Promise<AuditRow[]> {
  const limit = Math.min(filter.limit, LIST_MAX)
  const found: AuditRow[] = []
  let end = filter.before === undefined ? '+' : `(${filter.before}`
  for (let read = 0; read < AUDIT_MAX && found.length < limit; read += LIST_MAX) {
    const rows = await redis.xrevrange(keys.audit, end, '-', 'COUNT', LIST_MAX)
    for (const [id, fields] of rows) {
      end = `(${id}`
      const entry = tryRecord(AuditEntry, fields[1])
      if (entry && isMeant(entry, filter)) found.push({ id, entry })
    }
    if (rows.length < LIST_MAX) break
  }
  return found.slice(0, limit)
}

function isMeant(entry: AuditEntry, { actor, action, target }: AuditFilter): boolean {
  return (
    [undefined, entry.actor].includes(actor) &&
    [undefined, entry.action].includes(action) &&
    [undefined, entry.target].includes(target)
  )
}

/** SHA-256 over every field but itself, in a fixed order. */
export function hashOf(row: Omit<AuditEntry, 'hash'>): string {
  const { seq, at, actor, action, target, from, detail, prev } = row
  const text = JSON.stringify([seq, at, actor, action, target, from, detail, prev])
  return createHash('sha256').update(text).digest('hex')
}
