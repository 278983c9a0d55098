import type { RuleSet } from '../packs/rule-set.ts'
import { LogReader } from './log-reader.ts'
import type { LogReading } from './log-reading.ts'
import type { MatchWatch } from './match-watch.ts'

export type LogInput = AsyncIterable<Uint8Array> | Uint8Array | string

/**
 * Reads a log once, in constant memory. `roots` are folders the repository was checked out to;
 * `watch` is told of matches that came to nothing.
 */
export async function readLog(
  input: LogInput,
  rules: RuleSet,
  roots: readonly string[],
  watch?: MatchWatch,
): Promise<LogReading> {
  const reader = new LogReader(rules, roots, watch)
  for await (const chunk of chunksOf(input)) if (!reader.push(chunk)) break
  return reader.end()
}

export async function* chunksOf(input: LogInput): AsyncGenerator<Uint8Array> {
  if (typeof input === 'string') yield Buffer.from(input)
  else if (input instanceof Uint8Array) yield input
  else yield* input
}
