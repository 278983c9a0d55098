import type { Logger } from '@millwright/logger'
import type { ReportBody, Task, TaskStep } from '@millwright/protocol'
import type { ClaimContext } from '@millwright/queue'
import { type AttemptStop, AttemptStopped } from './attempt-stop.ts'
import { checkpointStore } from './checkpoint-store.ts'
import { Voice } from './voice.ts'
import { checkpointFor, type WorkerCheckpoint } from './worker-checkpoint.ts'
import type { WorkerParts } from './worker-parts.ts'

const MINUTE_MS = 60_000

/** One execution of a task: its epoch, its time, its checkpoint and its voice. */
export class Attempt {
  readonly task: Task
  readonly parts: WorkerParts
  readonly epoch: number
  /** Milliseconds since 1970. */
  readonly deadlineMs: number
  readonly log: Logger
  saved: WorkerCheckpoint
  readonly #control = new AbortController()
  readonly #deadline: NodeJS.Timeout
  readonly #voice: Voice
  readonly #store: ReturnType<typeof checkpointStore>
  #stop: AttemptStop | null = null

  private constructor(task: Task, parts: WorkerParts, epoch: number, saved: WorkerCheckpoint) {
    this.task = task
    this.parts = parts
    this.epoch = epoch
    this.saved = saved
    this.log = parts.logger.child({ taskId: task.task_id, epoch })
    this.#store = checkpointStore(parts, task.task_id, epoch)
    this.#voice = new Voice(parts, {
      taskId: task.task_id,
      epoch,
      log: this.log,
      isGone: () => this.#isGone,
      onStale: () => this.stop({ why: 'stale' }),
    })
    const lengthMs = task.timeout_minutes * MINUTE_MS
    this.deadlineMs = Date.now() + lengthMs
    this.#deadline = setTimeout(() => this.stop({ why: 'deadline' }), lengthMs)
  }

  /** Claims: from here on every earlier attempt at the task is stale. */
  static async open(task: Task, claim: ClaimContext, parts: WorkerParts): Promise<Attempt> {
    const epoch = await parts.reporter.claim(task.task_id)
    const stored = await parts.reporter.loadCheckpoint(task.task_id)
    const attempt = new Attempt(task, parts, epoch, checkpointFor(task, stored))
    const reason = () => (claim.signal.reason === 'lost-lock' ? 'lost-lock' : 'closing')
    const onAbort = () => attempt.stop({ why: reason() })
    claim.signal.addEventListener('abort', onAbort, { once: true })
    if (claim.signal.aborted) onAbort()
    parts.running.set(task.task_id, attempt)
    return attempt
  }

  /** Aborts when the attempt must stop, for whatever reason. */
  get signal(): AbortSignal {
    return this.#control.signal
  }

  get stopped(): AttemptStop | null {
    return this.#stop
  }

  /** The first reason wins: what came later found the attempt stopped already. */
  stop(stop: AttemptStop): void {
    if (this.#stop !== null) return
    this.#stop = stop
    this.log.info({ why: stop.why }, 'attempt must stop')
    this.#control.abort(new AttemptStopped(stop))
  }

  /** Looks whether the work is still ours and still wanted: doorbells and locks get lost. */
  async checkControl(): Promise<void> {
    const [{ fromLead, reporter }, id] = [this.parts, this.task.task_id]
    const looks = [fromLead.cancelRequested(id), reporter.isStale(id, this.epoch)] as const
    const [control, isStale] = await Promise.all(looks)
    if (isStale) this.stop({ why: 'stale' })
    else if (control !== null) this.stop({ why: 'cancel', control })
  }

  /** Between two steps: throws AttemptStopped when the attempt must stop, else says what comes. */
  async enter(step: TaskStep, text: string): Promise<void> {
    await this.checkControl()
    this.signal.throwIfAborted()
    this.say(step, text)
  }

  /** Tells operators what goes on, without making the work wait. */
  say(step: TaskStep, text: string): void {
    this.#voice.say(step, text)
  }

  /** Stores a report after all progress; throws AttemptStopped when the task is no longer ours. */
  async report(body: ReportBody): Promise<void> {
    await this.#voice.report(body)
    if (this.#stop !== null && this.#isGone) throw new AttemptStopped(this.#stop)
  }

  /** Keeps the change for a later attempt; throws AttemptStopped when that has begun already. */
  async save(change: Partial<WorkerCheckpoint>): Promise<void> {
    this.saved = { ...this.saved, ...change }
    const end = await this.#store(this.saved)
    if (end === 'saved') return
    this.stop({ why: 'stale' })
    throw new AttemptStopped({ why: 'stale' })
  }

  close(): void {
    clearTimeout(this.#deadline)
    const { running } = this.parts
    if (running.get(this.task.task_id) === this) running.delete(this.task.task_id)
  }

  /** The task may be somebody else's by now: whatever we said would be about their work. */
  get #isGone(): boolean {
    return this.#stop?.why === 'stale' || this.#stop?.why === 'lost-lock'
  }
}
