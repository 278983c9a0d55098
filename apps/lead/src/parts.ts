import type { Config } from '@millwright/config'
import type { GitHub } from '@millwright/github'
import type { Logger, Redactor } from '@millwright/logger'
import type { Notifier } from '@millwright/notify'
import type { TimelineEvent } from '@millwright/protocol'
import type { Queues } from '@millwright/queue'
import type { Store } from '@millwright/store'
import type { PromptSet } from '@millwright/template'
import type { GreenLines, RuleSet } from '@millwright/triage'
import type { Redis } from 'ioredis'
import type { Recent } from './create-recent.ts'

/** What the lead's handlers work with; put together once, in `lead.ts`. */
export interface Parts {
  config: Config
  logger: Logger
  redact: Redactor
  redis: Redis
  github: GitHub
  store: Store
  queues: Queues
  notifier: Notifier
  /** The rules of this moment, as with the prompts. */
  rules(): RuleSet
  /** The prompt set of this moment: it may be swapped while the lead runs. */
  prompts(): PromptSet
  /** Has the folders of both read again now; resolves when that is done and told. */
  reload(): Promise<void>
  /** Lines of green runs' logs, by run and job; null for what GitHub has no log of. */
  greenLogs: Recent<GreenLines | null>
  /** Runs work on one pull request or branch at a time, so that it never has two tasks. */
  inTurn<T>(place: string, work: () => Promise<T>): Promise<T>
  /** Adds a line to the timeline that operators follow. */
  tell(event: Omit<TimelineEvent, 'at'>): Promise<void>
}
