import type { Usage } from '@millwright/protocol'

export const noUsage: Usage = {
  turns: 0,
  input_tokens: 0,
  output_tokens: 0,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  usd: 0,
}

/** The sum of two. One unknown price makes the sum unknown: unknown is not free. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    turns: a.turns + b.turns,
    input_tokens: a.input_tokens + b.input_tokens,
    output_tokens: a.output_tokens + b.output_tokens,
    cache_read_tokens: a.cache_read_tokens + b.cache_read_tokens,
    cache_write_tokens: a.cache_write_tokens + b.cache_write_tokens,
    usd: a.usd === null || b.usd === null ? null : a.usd + b.usd,
  }
}
