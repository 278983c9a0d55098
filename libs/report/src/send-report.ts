import { setTimeout as sleep } from 'node:timers/promises'
import { REPORTS_MAX, type Report, workerKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { announcementOf, channelOf } from './announcement.ts'
import * as limits from './limits.ts'
import { ReportError } from './report-error.ts'
import { reportScript } from './scripts.ts'

/** What became of a report; `dropped` is progress beyond REPORTS_PER_ATTEMPT_MAX. */
export type Sent = 'stored' | 'stale' | 'duplicate' | 'dropped'

/**
 * Stores and announces one report, trying again after a lost connection: the name of the report
 * is the same in each try, so it is stored once.
 */
export async function sendReport(redis: Redis, report: Report): Promise<Sent> {
  const text = JSON.stringify(report)
  if (Buffer.byteLength(text) > limits.REPORT_BYTES_MAX) {
    const why = `a report of more than ${limits.REPORT_BYTES_MAX} bytes was not sent`
    throw new ReportError('MW_REPORT_TOO_LARGE', why)
  }
  let cause: unknown
  for (let tries = 1; tries <= limits.SEND_TRIES_MAX; tries += 1) {
    try {
      const sent = await store(redis, report, text)
      // The answer to an earlier try was lost, not the report.
      return sent === 'duplicate' && tries > 1 ? 'stored' : sent
    } catch (error) {
      cause = error
      await sleep(200 * 2 ** tries)
    }
  }
  const why = `a report could not be stored in ${limits.SEND_TRIES_MAX} tries; see whether Redis runs`
  throw new ReportError('MW_REPORT_NOT_STORED', why, { cause })
}

async function store(redis: Redis, report: Report, text: string): Promise<Sent> {
  const { task_id, epoch, seq, body } = report
  const isEnd = body.kind === 'completed' || body.kind === 'failed'
  const answer = await redis.eval(
    reportScript,
    4,
    workerKeys.epoch(task_id),
    workerKeys.seen(task_id),
    workerKeys.reports,
    workerKeys.checkpoint(task_id),
    epoch,
    `${epoch}/${seq}`,
    text,
    JSON.stringify(announcementOf(report)),
    channelOf(body),
    REPORTS_MAX,
    limits.ATTEMPT_TTL_SECONDS,
    limits.REPORTS_PER_ATTEMPT_MAX,
    isEnd ? '1' : '0',
    limits.ENDED_CHECKPOINT_TTL_SECONDS,
    limits.LARGE_REPORT_BYTES,
    limits.REPORT_STREAM_BYTES_MAX,
  )
  return answer === 'stale' || answer === 'duplicate' || answer === 'dropped' ? answer : 'stored'
}
