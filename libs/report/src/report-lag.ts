import { workerKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'

/** The consumer group of the lead; there is one lead, so one reader is at work at a time. */
export const GROUP = 'lead'

/** Reports not handed out yet (null when Redis is too old to say) and not acknowledged. */
export interface ReportLag {
  readonly waiting: number | null
  readonly pending: number
}

/** How far the lead is behind its workers; anybody who reads Redis may ask. */
export async function reportLag(redis: Redis): Promise<ReportLag> {
  const key = workerKeys.reports
  // Redis answers with an error for a stream that nobody has opened yet.
  if ((await redis.exists(key)) === 0) return { waiting: 0, pending: 0 }
  return readLag(await redis.xinfo('GROUPS', key))
}

/** Reads the flat `[name, value, …]` lists that describe the groups of a stream. */
function readLag(reply: unknown): ReportLag {
  const groups = Array.isArray(reply) ? reply.map(toRecord) : []
  const group = groups.find((g) => g.get('name') === GROUP)
  const waiting = group?.get('lag')
  return {
    waiting: typeof waiting === 'number' ? waiting : null,
    pending: Number(group?.get('pending') ?? 0),
  }
}

function toRecord(flat: unknown): Map<unknown, unknown> {
  const list: unknown[] = Array.isArray(flat) ? flat : []
  return new Map(list.flatMap((name, i) => (i % 2 === 0 ? [[name, list[i + 1]] as const] : [])))
}
