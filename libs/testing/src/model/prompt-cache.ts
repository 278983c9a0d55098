import { createHash } from 'node:crypto'
import type { RequestBody } from './request-schema.ts'

const CHARS_PER_TOKEN = 4
const PREFIXES_MAX = 100_000

export interface InputUsage {
  readonly input_tokens: number
  readonly cache_creation_input_tokens: number
  readonly cache_read_input_tokens: number
}

/**
 * Counts input as the API does: what stands before a breakpoint and was sent before is read from
 * the cache, the rest up to the last breakpoint is written to it. A token is four characters here.
 */
export class PromptCache {
  readonly #prefixes = new Set<string>()

  count(body: RequestBody): InputUsage {
    const hash = createHash('sha256')
    const written: string[] = []
    let [chars, readChars, markedChars] = [0, 0, 0]
    for (const { cache_control: mark, ...block } of blocksOf(body)) {
      const text = JSON.stringify(block)
      hash.update(text)
      chars += text.length
      const prefix = hash.copy().digest('hex')
      if (this.#prefixes.has(prefix)) readChars = chars
      if (!mark) continue
      markedChars = chars
      written.push(prefix)
    }
    if (this.#prefixes.size > PREFIXES_MAX) this.#prefixes.clear()
    for (const prefix of written) this.#prefixes.add(prefix)
    const read = Math.min(readChars, markedChars)
    return {
      cache_read_input_tokens: tokens(read),
      cache_creation_input_tokens: tokens(markedChars - read),
      input_tokens: tokens(chars - markedChars),
    }
  }
}

export function tokens(chars: number): number {
  return Math.ceil(chars / CHARS_PER_TOKEN)
}

type Marked = { readonly cache_control?: unknown } & Readonly<Record<string, unknown>>

/** In the order of the cache: tools, system, messages. */
function blocksOf({ tools = [], system, messages }: RequestBody): Marked[] {
  const systemBlocks = typeof system === 'string' ? [{ text: system }] : (system ?? [])
  return [...tools, ...systemBlocks, ...messages.flatMap((message) => message.content)]
}
