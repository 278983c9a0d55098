import { z } from 'zod'
import type { ModelPrice } from './cost-usd.ts'
import { ContentBlock, StopReason } from './message.ts'
import type { ModelAnswer } from './model.ts'
import { toUsage } from './to-usage.ts'

/** Reads what the provider sent as untrusted data: blocks that we never asked for are left out. */
export function toAnswer(message: unknown, price: ModelPrice | undefined): ModelAnswer {
  const reply = Reply.parse(message)
  const usage = toUsage(reply.usage, 1, price)
  if (usage === null) throw new Error('the answer does not say what it has used')
  const content = reply.content.flatMap(keptBlock)
  return {
    content: content.length > 0 ? content : [{ type: 'text', text: '(empty answer)' }],
    stopReason: reply.stop_reason,
    usage,
  }
}

const Reply = z.object({
  content: z.array(z.unknown()),
  stop_reason: StopReason.catch('end_turn'),
  usage: z.unknown(),
})

/** The API refuses empty text and unsigned thinking when the transcript comes back to it. */
function keptBlock(value: unknown): ContentBlock[] {
  const { success, data } = ContentBlock.safeParse(value)
  if (!success || data.type === 'tool_result') return []
  if (data.type === 'text' && data.text === '') return []
  if (data.type === 'thinking' && data.signature === '') return []
  return [data]
}
