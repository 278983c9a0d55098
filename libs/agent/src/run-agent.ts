import {
  addUsage,
  type Model,
  type ModelAnswer,
  ModelError,
  type ModelRequest,
} from '@millwright/model'
import type { Usage } from '@millwright/protocol'
import type { Jail } from '@millwright/sandbox'
import { type AgentCheckpoint, firstCheckpoint } from './agent-checkpoint.ts'
import { type AgentLimits, type LimitName, spentLimit } from './agent-limits.ts'
import { askBeside } from './ask-beside.ts'
import { followUp, warned } from './follow-up.ts'
import type { Finish } from './tools/finish.ts'
import { toolsFor } from './tools-for.ts'

export interface AgentOptions {
  readonly model: Model
  readonly jail: Pick<Jail, 'run'>
  readonly task: { readonly system: string; readonly prompt: string; readonly limits: AgentLimits }
  /** `read-only` leaves out the tool that edits; the jail's mount must be read-only as well. */
  readonly tools: 'edit' | 'read-only'
  /** Where an earlier loop ended; null starts a new one. */
  readonly checkpoint: AgentCheckpoint | null
  /**
   * Called after each paid answer, whose tools wait for it, and again after they have run: then the
   * model is asked meanwhile, and only its answer waits. Never called twice at once, and no tool
   * runs beside it.
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

export type AgentOutcome =
  | { end: 'finished'; finish: Finish; usage: Usage }
  | { end: 'limit'; limit: LimitName; usage: Usage }
  | { end: 'cancelled'; usage: Usage }
  | { end: 'refused' | 'gave_up'; why: string; usage: Usage }

/**
 * Lets the model work until it finishes or a limit is reached.
 * The transcript only grows, and every answer is saved before it is acted upon, so a loop that
 * goes on from a checkpoint never pays for a turn twice; it may run that turn's tools again, on the
 * work as it was before them.
 * Throws `ModelError` when the provider gives no answer; the last checkpoint still holds.
 */
export async function runAgent(options: AgentOptions): Promise<AgentOutcome> {
  const { task, save } = options
  const timer = startTimer(options)
  const tools = toolsFor(options.tools)
  let state = options.checkpoint ?? firstCheckpoint(task.prompt)
  for (;;) {
    let saving: Promise<void> | null = null
    if (state.pending !== null) {
      const next = await followUp(state, { ...options, signal: timer.signal, tools })
      if (timer.signal.aborted) return { ...timer.end(), usage: state.usage }
      if ('end' in next) return { ...next, usage: state.usage }
      state = warned(next, task.limits, timer.share())
      saving = save(state)
    }
    const limit = spentLimit(state.usage, task.limits)
    const request = { system: task.system, messages: state.messages, tools, signal: timer.signal }
    const answer = await askBeside(saving, request, async (asked) =>
      limit === null ? await askUnlessAborted(options, asked) : null,
    )
    if (limit !== null) return { end: 'limit', limit, usage: state.usage }
    if (answer === null) return { ...timer.end(), usage: state.usage }
    state = {
      ...state,
      messages: [...state.messages, { role: 'assistant', content: answer.content }],
      usage: addUsage(state.usage, answer.usage),
      pending: answer.stopReason,
    }
    await save(state)
  }
}

/** Null when we gave up waiting; what the provider fails at is thrown. */
async function askUnlessAborted(
  { model, mayAsk }: AgentOptions,
  request: ModelRequest,
): Promise<ModelAnswer | null> {
  await mayAsk()
  if (request.signal.aborted) return null
  try {
    return await model.ask(request)
  } catch (error) {
    if (request.signal.aborted && !(error instanceof ModelError)) return null
    throw error
  }
}

function startTimer({ signal, deadlineMs }: AgentOptions) {
  const startedMs = Date.now()
  const lengthMs = Math.max(1, deadlineMs - startedMs)
  // Held here for as long as the loop runs: a timeout signal nobody holds is never raised.
  const timeUp = AbortSignal.timeout(lengthMs)
  return {
    signal: AbortSignal.any([signal, timeUp]),
    /** The share of the time that is gone. */
    share: () => (Date.now() - startedMs) / lengthMs,
    end: () =>
      timeUp.aborted && !signal.aborted
        ? ({ end: 'limit', limit: 'time' } as const)
        : ({ end: 'cancelled' } as const),
  }
}
