import type { Usage } from '@millwright/protocol'

/** US dollars for a million tokens of each kind. */
export interface ModelPrice {
  readonly input: number
  readonly output: number
  readonly cache_read: number
  readonly cache_write: number
}

const MILLION = 1_000_000

/**
 * The most that one question may cost in US dollars, with an answer as long as it may be: nothing
 * of its context found in the cache, each token at its dearest price. Null without a price.
 */
export function mostUsd(
  price: ModelPrice | undefined,
  contextTokens: number,
  maxTokens: number,
): number | null {
  if (price === undefined) return null
  const dearest = Math.max(price.input, price.cache_write, price.cache_read)
  return (contextTokens * dearest + maxTokens * price.output) / MILLION
}

/** What the tokens cost in US dollars; null when the model has no price in the table. */
export function costUsd(price: ModelPrice | undefined, tokens: Omit<Usage, 'usd'>): number | null {
  if (price === undefined) return null
  return (
    (tokens.input_tokens * price.input +
      tokens.output_tokens * price.output +
      tokens.cache_read_tokens * price.cache_read +
      tokens.cache_write_tokens * price.cache_write) /
    MILLION
  )
}
