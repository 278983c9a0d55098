import type { Redis } from 'ioredis'
import { AuditEntry, AuditHead, hashOf } from './audit.ts'
import { keys } from './keys.ts'
import { AUDIT_MAX, LIST_MAX } from './limits.ts'
import { tryRecord } from './read-record.ts'

/** Whether the audit log is whole. */
export interface AuditCheck {
  readonly entries: number
  /** The newest row by number and hash: keep a copy elsewhere, to know of a log rewritten whole. */
  readonly head: AuditHead | null
  /** The first row that is wrong; null when none is. */
  readonly broken: { readonly seq: number; readonly why: string } | null
}

/**
 * Reads the whole log and follows its chain. It finds a row that was changed, put in, taken out or
 * taken off either end. Whoever can write to Redis can also write a new chain: only a copy of the
 * head, kept elsewhere, shows that.
 */
export async function verifyAudit(redis: Redis): Promise<AuditCheck> {
  const head = tryRecord(AuditHead, await redis.get(keys.auditHead))
  const isTrimmed = (await redis.xlen(keys.audit)) >= AUDIT_MAX
  let last: AuditHead | null = null
  let entries = 0
  let after = '-'
  while (entries <= AUDIT_MAX + LIST_MAX) {
    const rows = await redis.xrange(keys.audit, after, '+', 'COUNT', LIST_MAX)
    for (const [id, fields] of rows) {
      const entry = tryRecord(AuditEntry, fields[1])
      if (entry === null) {
        return { entries, head, broken: { seq: nextTo(last), why: 'the row cannot be read' } }
      }
      const why = wrongWith(entry, last, isTrimmed)
      if (why !== null) return { entries, head, broken: { seq: entry.seq, why } }
      last = entry
      entries += 1
      after = `(${id}`
      // Rows that were added after the head was read are for the next check.
      if (entry.seq === head?.seq && entry.hash === head.hash)
        return { entries, head, broken: null }
    }
    if (rows.length < LIST_MAX) break
  }
  if (last === null && head === null) return { entries, head, broken: null }
  return { entries, head, broken: { seq: nextTo(last), why: 'rows are missing at the end' } }
}

function wrongWith(entry: AuditEntry, last: AuditHead | null, isTrimmed: boolean): string | null {
  if (entry.hash !== hashOf(entry)) return 'the row was changed'
  if (last === null) {
    const isStart = isTrimmed || (entry.seq === 1 && entry.prev === '')
    return isStart ? null : 'rows are missing at the beginning'
  }
  if (entry.seq === nextTo(last) && entry.prev === last.hash) return null
  return 'the row does not follow the one before it'
}

function nextTo(last: AuditHead | null): number {
  return (last?.seq ?? 0) + 1
}
