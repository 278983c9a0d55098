import type { Usage } from '@millwright/protocol'

/** US dollars for a million tokens of each kind. */
export interface ModelPrice {
  readonly input: number
  readonly output: number
  readonly cache_read: number
  readonly cache_write: number
}

const MILLION = 1_000_000

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
