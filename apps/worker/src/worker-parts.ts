import type { Config } from '@millwright/config'
import type { Logger, Redactor } from '@millwright/logger'
import type { Model } from '@millwright/model'
import type { Reporter } from '@millwright/report'
import type { Sandbox } from '@millwright/sandbox'
import type { Redis } from 'ioredis'
import type { Attempt } from './attempt.ts'
import type { Breaker } from './breaker.ts'

/** What every attempt of one worker shares. */
export interface WorkerParts {
  readonly config: Config
  readonly redis: Redis
  readonly reporter: Reporter
  readonly model: Model
  readonly breaker: Breaker
  readonly sandbox: Sandbox
  readonly redact: Redactor
  readonly logger: Logger
  readonly pace: Pace
  /** The attempts at work in this process, by task. */
  readonly running: Map<string, Attempt>
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
