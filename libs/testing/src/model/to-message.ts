import { createHash } from 'node:crypto'
import type { InputUsage } from './prompt-cache.ts'
import { tokens } from './prompt-cache.ts'
import type { Turn } from './script.ts'

/** The answer as the API gives it without streaming. */
export interface AnswerMessage {
  readonly id: string
  readonly type: 'message'
  readonly role: 'assistant'
  readonly model: string
  readonly content: readonly AnswerBlock[]
  readonly stop_reason: 'end_turn' | 'tool_use' | 'max_tokens' | 'refusal'
  readonly stop_sequence: null
  readonly usage: InputUsage & { readonly output_tokens: number }
}

export type AnswerBlock =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'tool_use'
      readonly id: string
      readonly name: string
      readonly input: object
    }

/** `key` names the place of the answer in its conversation: equal places make equal ids. */
export function toMessage(
  turn: Turn,
  { key, model, usage }: { key: string; model: string; usage: InputUsage },
): AnswerMessage {
  const text = turn.text === undefined ? [] : [{ type: 'text' as const, text: turn.text }]
  const tools = (turn.tools ?? []).map(({ name, input }, index) => ({
    type: 'tool_use' as const,
    id: `toolu_${idOf(`${key}/${index}`)}`,
    name,
    input,
  }))
  const content = [...text, ...tools]
  const natural = tools.length > 0 ? ('tool_use' as const) : ('end_turn' as const)
  return {
    id: `msg_${idOf(key)}`,
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: turn.stopReason ?? natural,
    stop_sequence: null,
    usage: { ...usage, output_tokens: Math.max(tokens(JSON.stringify(content).length), 1) },
  }
}

function idOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 24)
}
