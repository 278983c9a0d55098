import { workerKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { GROUP, type ReportLag, reportLag } from './report-lag.ts'

const CLAIM_PAGE = 100
const CLAIM_ROUNDS_MAX = 1_000

/** One entry of the stream; `text` is null when the entry was trimmed before it was handled. */
export interface StreamEntry {
  readonly id: string
  readonly text: string | null
}

/** The report stream as the consumer group `lead` sees it; one entry at a time, in order. */
export interface ReportStream {
  /** Creates the group from the beginning of the stream and takes over what others left pending. */
  open(): Promise<void>
  /** The oldest entry that was handed out and not acknowledged. */
  pending(): Promise<StreamEntry | null>
  /** The next entry that nobody was handed yet. */
  next(): Promise<StreamEntry | null>
  /** How often an entry has been handed out, counted by Redis over restarts of the reader. */
  triesOf(id: string): Promise<number>
  ack(id: string): Promise<void>
  lag(): Promise<ReportLag>
}

export function openReportStream(redis: Redis, consumer: string): ReportStream {
  const key = workerKeys.reports

  async function read(from: '0' | '>'): Promise<StreamEntry | null> {
    const reply = await redis.xreadgroup('GROUP', GROUP, consumer, 'COUNT', 1, 'STREAMS', key, from)
    return firstEntry(reply)
  }

  async function takeOver(): Promise<void> {
    let cursor = '0-0'
    for (let round = 0; round < CLAIM_ROUNDS_MAX; round += 1) {
      // JUSTID leaves the count of tries as it is.
      const args = [cursor, 'COUNT', CLAIM_PAGE, 'JUSTID'] as const
      const reply: unknown = await redis.xautoclaim(key, GROUP, consumer, 0, ...args)
      cursor = Array.isArray(reply) ? String(reply[0]) : '0-0'
      if (cursor === '0-0') return
    }
  }

  return {
    open: async () => {
      try {
        await redis.xgroup('CREATE', key, GROUP, '0', 'MKSTREAM')
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith('BUSYGROUP'))) throw error
      }
      await takeOver()
    },
    pending: () => read('0'),
    next: () => read('>'),
    triesOf: async (id) => {
      const [entry] = await redis.xpending(key, GROUP, id, id, 1)
      return Array.isArray(entry) ? Number(entry[3]) : 1
    },
    ack: async (id) => {
      await redis.xack(key, GROUP, id)
    },
    lag: () => reportLag(redis),
  }
}

/** Reads `[[key, [[id, [field, value, …]]]]]`, the reply to a read of one stream. */
function firstEntry(reply: unknown): StreamEntry | null {
  const entry = at(at(at(reply, 0), 1), 0)
  const id = at(entry, 0)
  if (typeof id !== 'string') return null
  const text = at(at(entry, 1), 1)
  return { id, text: typeof text === 'string' ? text : null }
}

function at(value: unknown, index: number): unknown {
  return Array.isArray(value) ? value[index] : undefined
}
