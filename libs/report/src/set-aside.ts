import { workerKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { DEAD_REPORT_CHARS_MAX, DEAD_REPORTS_MAX } from './limits.ts'

/** The list of reports that were put aside, newest first, as JSON. */
export const deadReportsKey = `${workerKeys.reports}:dead`

/** Keeps the beginning of a report that nobody could handle for people to look at. */
export async function setAside(
  redis: Redis,
  { id, why, text }: { id: string; why: string; text: string | null },
): Promise<void> {
  const at = new Date().toISOString()
  const entry = { stream_id: id, why, at, text: text?.slice(0, DEAD_REPORT_CHARS_MAX) ?? null }
  await redis
    .multi()
    .lpush(deadReportsKey, JSON.stringify(entry))
    .ltrim(deadReportsKey, 0, DEAD_REPORTS_MAX - 1)
    .exec()
}
