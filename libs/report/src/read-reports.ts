import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@millwright/logger'
import { Report } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import * as limits from './limits.ts'
import { openDoorbell } from './open-doorbell.ts'
import { readJson } from './read-json.ts'
import type { ReportLag } from './report-lag.ts'
import { openReportStream, type StreamEntry } from './report-stream.ts'
import { setAside } from './set-aside.ts'

export interface ReadReportsOptions {
  /** A connection that serves nothing else; it is left open on close. */
  readonly redis: Redis
  /** Keep the same name over restarts: what it was handed and did not finish comes first again. */
  readonly consumer: string
  /** Acts on one report. May see a report twice; a later one waits until it has settled. */
  handle(report: Report, streamId: string): Promise<void>
  readonly logger: Logger
  /** HANDLE_TRIES_MAX unless told. */
  readonly triesMax?: number
}

export interface ReportReader {
  /** Takes no further report and waits at most CLOSE_MS_MAX for the one in hand. */
  close(): Promise<void>
  /** Reports not handed out yet (null when Redis is too old to say) and not acknowledged. */
  lag(): Promise<ReportLag>
}

/**
 * Hands every report of the stream to `handle`, one at a time and in order, and acknowledges it
 * afterwards. The stream is the truth and is looked at every TICK_MS; announcements only make it
 * faster. A report that cannot be read, or fails HANDLE_TRIES_MAX times, is put aside with an
 * error in the log, so that it never stands in the way of others.
 */
export function readReports(options: ReadReportsOptions): ReportReader {
  const { redis, logger, triesMax = limits.HANDLE_TRIES_MAX } = options
  const stream = openReportStream(redis, options.consumer)
  const doorbell = openDoorbell(redis, logger)
  const closing = new AbortController()
  let mayHavePending = true
  const done = readUntilClosed()

  async function readUntilClosed(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await stream.open()
        await drainUntilClosed()
      } catch (err) {
        // Redis was away or came back without the group: open it again.
        if (!closing.signal.aborted) logger.warn({ err }, 'report stream not readable')
        await pause(limits.TICK_MS)
      }
    }
  }

  async function drainUntilClosed(): Promise<void> {
    while (!closing.signal.aborted) {
      const entry = await take()
      if (entry) await settle(entry)
      else await doorbell.wait(limits.TICK_MS)
    }
  }

  async function take(): Promise<(StreamEntry & { tries: number }) | null> {
    if (mayHavePending) {
      const entry = await stream.pending()
      if (entry) return { ...entry, tries: await stream.triesOf(entry.id) }
      mayHavePending = false
    }
    const entry = await stream.next()
    return entry && { ...entry, tries: 1 }
  }

  async function settle({ id, text, tries }: StreamEntry & { tries: number }): Promise<void> {
    const report = Report.safeParse(readJson(text))
    if (!report.success || tries > triesMax) {
      const why = report.success ? `failed ${triesMax} times` : 'not readable'
      logger.error({ streamId: id, why, problem: report.error?.message }, 'report put aside')
      await setAside(redis, { id, why, text })
      return stream.ack(id)
    }
    try {
      await options.handle(report.data, id)
    } catch (err) {
      mayHavePending = true
      logger.warn({ err, streamId: id, taskId: report.data.task_id, tries }, 'report not handled')
      return pause(Math.min(50 * 2 ** tries, limits.HANDLE_PAUSE_MS_MAX))
    }
    await stream.ack(id)
  }

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: closing.signal }).catch(() => undefined)
  }

  return {
    lag: () => stream.lag(),
    close: async () => {
      closing.abort()
      doorbell.ring()
      await Promise.race([done, sleep(limits.CLOSE_MS_MAX)])
      doorbell.close()
    },
  }
}
