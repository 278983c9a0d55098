import type { Logger } from '@millwright/logger'
import { Task, type TaskResult } from '@millwright/protocol'
import { type Job, UnrecoverableError, WaitingError } from 'bullmq'
import { handBack } from './hand-back.ts'
import { HAND_BACK_MS, TASK_ATTEMPTS_MAX, TASK_BACKOFF_MS, WEDGED_MS } from './limits.ts'
import { openWorker } from './open-worker.ts'
import { toThrown } from './to-thrown.ts'
import { watchClaims } from './watch-claims.ts'

export interface ClaimContext {
  /** Aborts with the reason `lost-lock`, `closing` or the text given to `cancel`. */
  readonly signal: AbortSignal
  /** From 1; counts tries that threw, not stalls and not tasks handed back. */
  readonly attempt: number
  readonly attemptsMax: number
}

export interface ClaimTasksOptions {
  readonly url: string
  /** How long a claim lasts without being renewed; it is renewed at half of that. */
  readonly lockMs: number
  /** How often claims without a lock are looked for. */
  readonly stalledMs: number
  /** Deaths in the middle of one task before it fails for good. */
  readonly stalledMax: number
  readonly concurrency: number
  readonly logger: Logger
  /**
   * Works on one task. `hand-back` gives it back without cost: at once while closing, after
   * HAND_BACK_MS otherwise. An error with `retryable: false` fails the task at once; any other is
   * tried again, TASK_ATTEMPTS_MAX times in all.
   */
  handle(task: Task, context: ClaimContext): Promise<TaskResult | 'hand-back'>
  /** Tasks wait, nobody works and nothing was claimed for `wedgedMs`: end and start afresh. */
  onWedged?(): void
  readonly wedgedMs?: number
  readonly firstBackoffMs?: number
  readonly handBackMs?: number
}

export interface Claims {
  /** Aborts the running attempt at a task; false when this process is not at it. */
  cancel(taskId: string, reason: string): boolean
  /** Claims nothing until `resume`; what runs goes on. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Claims nothing more, aborts what runs, and waits at most `graceMs` for it to be handed back. */
  close(options: { graceMs: number }): Promise<void>
}

/**
 * Claims tasks and keeps their locks. A task may be handed to two processes when the first lost
 * its lock without noticing, so every effect of `handle` needs its own fence.
 */
export function claimTasks(options: ClaimTasksOptions): Claims {
  const running = new Map<string, string>()
  const open = openWorker({
    ...options,
    queue: 'tasks',
    firstBackoffMs: options.firstBackoffMs ?? TASK_BACKOFF_MS,
    work,
  })
  const { handBackMs = HAND_BACK_MS, wedgedMs = WEDGED_MS } = options
  const watch = watchClaims({ ...options, worker: open.worker, wedgedMs })

  async function work(job: Job, token: string, signal: AbortSignal): Promise<TaskResult> {
    if (open.isClosing()) return handBack(job, token)
    // One that was on its way when claiming was paused.
    if (open.worker.isPaused()) return handBack(job, token, handBackMs)
    const task = readTask(job)
    running.set(task.task_id, job.id ?? '')
    try {
      const attempt = job.attemptsMade + 1
      const attemptsMax = job.opts.attempts ?? TASK_ATTEMPTS_MAX
      const result = await options.handle(task, { signal, attempt, attemptsMax })
      if (result !== 'hand-back') return result
    } catch (error) {
      if (!signal.aborted) throw toThrown(error)
      options.logger.info({ err: error, taskId: task.task_id }, 'attempt stopped')
    } finally {
      running.delete(task.task_id)
    }
    // The lock is somebody else's by now, so there is nothing left to give back.
    if (signal.reason === 'lost-lock') throw new WaitingError()
    return handBack(job, token, open.isClosing() ? 0 : handBackMs)
  }

  return {
    cancel: (taskId, reason) => {
      const jobId = running.get(taskId)
      return jobId !== undefined && open.worker.cancelJob(jobId, reason)
    },
    pause: () => open.worker.pause(true),
    resume: () => open.worker.resume(),
    close: async ({ graceMs }) => {
      await watch.close()
      await open.close(graceMs)
    },
  }
}

function readTask(job: Job): Task {
  const task = Task.safeParse(job.data)
  if (task.success) return task.data
  throw new UnrecoverableError(`job ${job.id} holds no readable task: ${task.error.message}`)
}
