import type { Model } from '@millwright/model'
import type { Jail } from '@millwright/sandbox'
import type { AgentCheckpoint } from './agent-checkpoint.ts'
import type { AgentLimits } from './agent-limits.ts'
import type { Finish } from './tools/finish.ts'

export interface AgentOptions {
  readonly model: Model
  readonly jail: Pick<Jail, 'run'>
  readonly task: { readonly system: string; readonly prompt: string; readonly limits: AgentLimits }
  /** `read-only` leaves out the tool that edits; the jail's mount must be read-only as well. */
  readonly tools: 'edit' | 'read-only'
  /** Where an earlier loop ended; null starts a new one. */
  readonly checkpoint: AgentCheckpoint | null
  /**
   * Called after each paid answer, while its tools run, and again after they have run, while the
   * model is asked; what comes of either waits for it. Never called twice at once, and no tool runs
   * beside the second, which may look at their work.
   */
  readonly save: (checkpoint: AgentCheckpoint) => Promise<void>
  /** Called before each question; aborts `signal` when nothing more may be spent. */
  readonly mayAsk: () => Promise<void>
  /**
   * Looks at the work before a report is accepted: why not, in words for the model, or null. Called
   * again for the same report by a loop that goes on; a few refusals later it is accepted anyhow.
   */
  readonly verify?: (finish: Finish) => Promise<string | null>
  readonly signal: AbortSignal
  /** When the time is up, in milliseconds since 1970. */
  readonly deadlineMs: number
  readonly onProgress: (text: string) => void
  readonly redact: (text: string) => string
}
