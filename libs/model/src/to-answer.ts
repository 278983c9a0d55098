import { z } from 'zod'
import { costUsd, type ModelPrice } from './cost-usd.ts'
import { ContentBlock, StopReason } from './message.ts'
import type { ModelAnswer } from './model.ts'

/** Reads what the provider sent as untrusted data: blocks that we never asked for are left out. */
export function toAnswer(message: unknown, price: ModelPrice | undefined): ModelAnswer {
  const reply = Reply.parse(message)
  const tokens = {
    turns: 1,
    input_tokens: reply.usage.input_tokens,
    output_tokens: reply.usage.output_tokens,
    cache_read_tokens: reply.usage.cache_read_input_tokens,
    cache_write_tokens: reply.usage.cache_creation_input_tokens,
  }
  const content = reply.content.flatMap(keptBlock)
  return {
    content: content.length > 0 ? content : [{ type: 'text', text: '(empty answer)' }],
    stopReason: reply.stop_reason,
    usage: { ...tokens, usd: costUsd(price, tokens) },
  }
}

const count = z.number().int().min(0).catch(0)
const Reply = z.object({
  content: z.array(z.unknown()),
  stop_reason: StopReason.catch('end_turn'),
  usage: z.object({
    input_tokens: count,
    output_tokens: count,
    cache_read_input_tokens: count,
    cache_creation_input_tokens: count,
  }),
})

/** The API refuses empty text and unsigned thinking when the transcript comes back to it. */
function keptBlock(value: unknown): ContentBlock[] {
  const { success, data } = ContentBlock.safeParse(value)
  if (!success || data.type === 'tool_result') return []
  if (data.type === 'text' && data.text === '') return []
  if (data.type === 'thinking' && data.signature === '') return []
  return [data]
}
