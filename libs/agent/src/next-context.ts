import type { ModelRequest } from '@millwright/model'
import type { AgentCheckpoint } from './agent-checkpoint.ts'

/** A token of code, logs or JSON is mostly longer: what is estimated so is rather too much. */
const TOKEN_BYTES = 3

/**
 * How many tokens the next question holds at most, as far as its length tells: all that the last
 * answer was counted with, and what has been said since. Of a question without one before it, or
 * one that was not counted, the length of everything tells.
 */
export function nextContext(
  { messages, context_tokens }: AgentCheckpoint,
  fixed: Pick<ModelRequest, 'system' | 'tools'>,
): number {
  const since = messages.slice(messages.findLastIndex(({ role }) => role === 'assistant') + 1)
  const text = JSON.stringify(context_tokens === 0 ? [fixed, messages] : since)
  return context_tokens + Math.ceil(Buffer.byteLength(text) / TOKEN_BYTES)
}
