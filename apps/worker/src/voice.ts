import type { Logger } from '@millwright/logger'
import type { ReportBody, TaskStep } from '@millwright/protocol'
import { readable } from './readable.ts'
import type { WorkerParts } from './worker-parts.ts'

/** What a voice must know of its attempt. */
export interface Speaker {
  readonly taskId: string
  readonly epoch: number
  readonly log: Logger
  /** True when the task may be somebody else's by now: then nothing more is said about it. */
  isGone(): boolean
  /** Called when the lead knows of a later attempt. */
  onStale(): void
}

const PROGRESS_CHARS_MAX = 500
/** Progress that waits to be sent; more is dropped, because it is only for people to watch. */
const PROGRESS_WAITING_MAX = 100

/** Sends one attempt's reports in the order in which they were given. */
export class Voice {
  readonly #parts: Pick<WorkerParts, 'reporter' | 'redact'>
  readonly #speaker: Speaker
  #progress: Promise<void> = Promise.resolve()
  #waiting = 0

  constructor(parts: Pick<WorkerParts, 'reporter' | 'redact'>, speaker: Speaker) {
    this.#parts = parts
    this.#speaker = speaker
  }

  /** Tells operators what goes on, without making the work wait. */
  say(step: TaskStep, text: string): void {
    if (this.#waiting >= PROGRESS_WAITING_MAX) return
    this.#waiting += 1
    const short = readable(text, this.#parts.redact).slice(0, PROGRESS_CHARS_MAX)
    const send = async () => {
      this.#waiting -= 1
      await this.#send({ kind: 'progress', step, text: short })
    }
    this.#progress = this.#progress.then(send).catch((err: unknown) => {
      this.#speaker.log.warn({ err }, 'progress not sent')
    })
  }

  /** Stores a report, after all progress before it. */
  async report(body: ReportBody): Promise<void> {
    await this.#progress
    await this.#send(body)
  }

  async #send(body: ReportBody): Promise<void> {
    const { taskId, epoch, isGone, onStale } = this.#speaker
    if (isGone()) return
    const sent = await this.#parts.reporter.send(taskId, epoch, body)
    if (sent === 'stale') onStale()
  }
}
