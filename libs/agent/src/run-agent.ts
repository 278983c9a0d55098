import { addUsage, type ModelAnswer, ModelError, type ModelRequest } from '@millwright/model'
import type { Usage } from '@millwright/protocol'
import { type AgentCheckpoint, firstCheckpoint } from './agent-checkpoint.ts'
import { type LimitName, spentLimit, tokensOf } from './agent-limits.ts'
import type { AgentOptions } from './agent-options.ts'
import { besideSave } from './beside-save.ts'
import { followUp, warned } from './follow-up.ts'
import { nextContext } from './next-context.ts'
import { startTimer } from './start-timer.ts'
import type { Finish } from './tools/finish.ts'
import { toolsFor } from './tools-for.ts'

export type AgentOutcome =
  | { end: 'finished'; finish: Finish; usage: Usage }
  | { end: 'limit'; limit: LimitName; usage: Usage }
  | { end: 'cancelled'; usage: Usage }
  | { end: 'refused' | 'gave_up'; why: string; usage: Usage }

/**
 * Lets the model work until it finishes or a limit is reached.
 * The transcript only grows, and every answer is saved before anything comes of it, so a loop that
 * goes on from a checkpoint never pays for a turn twice; it may run that turn's tools again, on the
 * work as it was before them.
 * Nothing is asked that could cost more than what is left of the limit, as far as the length of a
 * question tells; what the provider broke off is paid for, too.
 * Throws `ModelError` when the provider gives no answer; the last checkpoint still holds.
 */
export async function runAgent(options: AgentOptions): Promise<AgentOutcome> {
  const { model, task, save } = options
  const timer = startTimer(options)
  const tools = toolsFor(options.tools)
  const fixed = { system: task.system, tools }
  const nextUsd = (now: AgentCheckpoint) => model.mostUsd(nextContext(now, fixed))
  const limitOf = (now: AgentCheckpoint) => spentLimit(now.usage, task.limits, nextUsd(now))
  let state = options.checkpoint ?? firstCheckpoint(task.prompt)
  let saving: Promise<void> | null = null
  for (;;) {
    const tooDear = new AbortController()
    if (state.pending !== null) {
      const [last, paid] = [state, saving]
      const next = await besideSave(saving, timer.signal, (signal) =>
        followUp(last, { ...options, signal, tools, saving: paid }),
      )
      if (timer.signal.aborted) return { ...timer.end(), usage: state.usage }
      if ('end' in next) return { ...next, usage: state.usage }
      state = warned(next, task.limits, timer.share(), nextUsd(next))
      saving = save(state)
    }
    const limit = limitOf(state)
    const onLost = async (usage: Usage) => {
      await saving
      state = { ...state, usage: addUsage(state.usage, usage) }
      await save(state)
      if (limitOf(state) !== null) tooDear.abort()
    }
    const signal = AbortSignal.any([timer.signal, tooDear.signal])
    const { messages } = state
    const answer = await besideSave(saving, signal, async (signal) =>
      limit === null ? askUnlessAborted(options, { ...fixed, messages, signal, onLost }) : null,
    )
    const reached = tooDear.signal.aborted ? limitOf(state) : limit
    if (reached !== null) return { end: 'limit', limit: reached, usage: state.usage }
    if (answer === null) return { ...timer.end(), usage: state.usage }
    state = {
      ...state,
      messages: [...state.messages, { role: 'assistant', content: answer.content }],
      usage: addUsage(state.usage, answer.usage),
      context_tokens: tokensOf(answer.usage),
      pending: answer.stopReason,
    }
    saving = save(state)
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
