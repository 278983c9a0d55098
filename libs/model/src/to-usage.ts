import type { Usage } from '@millwright/protocol'
import { z } from 'zod'
import { costUsd, type ModelPrice } from './cost-usd.ts'

/** What the provider says that `turns` answers have used; null when it does not say. */
export function toUsage(
  counted: unknown,
  turns: number,
  price: ModelPrice | undefined,
): Usage | null {
  const { success, data } = Counted.safeParse(counted)
  if (!success) return null
  const tokens = {
    turns,
    input_tokens: data.input_tokens,
    output_tokens: data.output_tokens,
    cache_read_tokens: data.cache_read_input_tokens,
    cache_write_tokens: data.cache_creation_input_tokens,
  }
  return { ...tokens, usd: costUsd(price, tokens) }
}

const count = z.number().int().min(0).catch(0)
const Counted = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
})
