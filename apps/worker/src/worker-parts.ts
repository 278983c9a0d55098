import type { Config } from '@millwright/config'
import type { Logger, Redactor } from '@millwright/logger'
import type { Model } from '@millwright/model'
import type { ControlMessage, Task } from '@millwright/protocol'
import type { Reporter } from '@millwright/report'
import type { Sandbox } from '@millwright/sandbox'
import type { Attempt } from './attempt.ts'
import type { Breaker } from './breaker.ts'
import type { Comparer } from './open-comparer.ts'

/** What every attempt of one worker shares. */
export interface WorkerParts {
  readonly config: Config
  readonly fromLead: FromLead
  readonly reporter: Reporter
  /** The model that a task is worked on with. */
  modelFor(task: Pick<Task, 'model'>): Model
  readonly breaker: Breaker
  /** Says whether a failure that was run again is the one that was diagnosed. */
  readonly compare: Comparer
  readonly sandbox: Sandbox
  readonly redact: Redactor
  readonly logger: Logger
  readonly pace: Pace
  /** The attempts at work in this process, by task. */
  readonly running: Map<string, Attempt>
}

/** What the lead leaves for workers. */
export interface FromLead {
  /** That a task must stop; null while it may go on. */
  cancelRequested(taskId: string): Promise<ControlMessage | null>
  /** A short-lived token that can read one repository; null when there is none. */
  cloneToken(repo: string): Promise<string | null>
}

/** How long a worker waits for others. */
export interface Pace {
  /** Before the first repetition of a request to the model. */
  readonly firstWaitMs?: number
  /** For the model's provider, with one request in all. */
  readonly outageMsMax?: number
  /** For a provider that is away, the first time. */
  readonly coolMs?: number
  /** Until a task that was given back is offered again. */
  readonly handBackMs?: number
}
