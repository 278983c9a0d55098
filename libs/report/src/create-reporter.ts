import {
  type ReportBody,
  type TranscriptTurn,
  type WorkerStatus,
  workerKeys,
} from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { createCounter } from './create-counter.ts'
import * as limits from './limits.ts'
import { readJson } from './read-json.ts'
import { ReportError } from './report-error.ts'
import { saveTranscript } from './save-transcript.ts'
import { checkpointScript, claimScript } from './scripts.ts'
import { type Sent, sendReport } from './send-report.ts'

/** A worker's way to the lead. It is fenced: an attempt that was replaced writes nothing. */
export interface Reporter {
  /** Begins an attempt: the returned epoch makes all earlier attempts at the task stale. */
  claim(taskId: string): Promise<number>
  /**
   * Stores one report and announces it. Tried again after a lost connection, and stored once all
   * the same. Throws a ReportError when it is too large or could not be stored.
   */
  send(taskId: string, epoch: number, body: ReportBody): Promise<Sent>
  /**
   * Keeps what a later attempt needs to go on, as JSON, for CHECKPOINT_TTL_SECONDS; once an end is
   * reported, for ENDED_CHECKPOINT_TTL_SECONDS. Throws a ReportError over `maxBytes`,
   * which is at most CHECKPOINT_BYTES_MAX.
   */
  saveCheckpoint(
    taskId: string,
    epoch: number,
    value: unknown,
    maxBytes?: number,
  ): Promise<'saved' | 'stale'>
  /** True when a later attempt at the task has begun. */
  isStale(taskId: string, epoch: number): Promise<boolean>
  /** The last checkpoint of any attempt; null when there is none or it cannot be read. */
  loadCheckpoint(taskId: string): Promise<unknown>
  /**
   * Shows people what the model has said and done so far, for TRANSCRIPT_TTL_SECONDS. The oldest
   * turns are left out where there is no room. An attempt that was replaced writes nothing.
   */
  saveTranscript(taskId: string, epoch: number, turns: readonly TranscriptTurn[]): Promise<void>
  /** Says that the worker lives; repeat it well within WORKER_TTL_SECONDS. */
  heartbeat(status: WorkerStatus): Promise<void>
}

export interface ReporterOptions {
  readonly redis: Redis
  /** The worker's name, as it stands in reports. */
  readonly worker: string
  readonly now?: () => Date
}

export function createReporter(options: ReporterOptions): Reporter {
  const { redis, worker, now = () => new Date() } = options
  const takeSeq = createCounter()
  return {
    claim: async (taskId) => {
      const keys = [workerKeys.epoch(taskId), workerKeys.seen(taskId)]
      return Number(await redis.eval(claimScript, 2, ...keys, limits.ATTEMPT_TTL_SECONDS))
    },
    send: (taskId, epoch, body) => {
      const seq = takeSeq(`${taskId}/${epoch}`)
      const at = now().toISOString()
      return sendReport(redis, { task_id: taskId, epoch, seq, worker, at, body })
    },
    saveCheckpoint: async (taskId, epoch, value, maxBytes = limits.CHECKPOINT_BYTES_MAX) => {
      const text = JSON.stringify(value)
      const bytes = Buffer.byteLength(text)
      const most = Math.min(maxBytes, limits.CHECKPOINT_BYTES_MAX)
      if (bytes > most) {
        const why = `a checkpoint of ${bytes} bytes was not saved; at most ${most} fit`
        throw new ReportError('MW_CHECKPOINT_TOO_LARGE', why)
      }
      const keys = [workerKeys.epoch(taskId), workerKeys.checkpoint(taskId)]
      const args = [epoch, text, limits.CHECKPOINT_TTL_SECONDS]
      const answer = await redis.eval(checkpointScript, 2, ...keys, ...args)
      return answer === 'saved' ? 'saved' : 'stale'
    },
    isStale: async (taskId, epoch) => epoch < Number(await redis.get(workerKeys.epoch(taskId))),
    loadCheckpoint: async (taskId) => readJson(await redis.get(workerKeys.checkpoint(taskId))),
    saveTranscript: (taskId, epoch, turns) =>
      saveTranscript(redis, taskId, { epoch, worker, at: now().toISOString(), turns }),
    heartbeat: async (status) => {
      const key = workerKeys.worker(status.worker)
      await redis.set(key, JSON.stringify(status), 'EX', limits.WORKER_TTL_SECONDS)
    },
  }
}
