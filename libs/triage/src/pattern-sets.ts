import { RE2Set } from 're2js'
import { MATCHER_BYTES_MAX, PATTERNS_PER_SET_MAX } from './limits.ts'

/**
 * Finds which of many patterns match a line, reading each character a fixed number of times.
 * One automaton for all of them would need a state for each combination of half-matched patterns.
 * Small automata of patterns that start alike were forty times faster on real logs.
 */
export function compileSets(patterns: readonly string[]): (text: string) => number[] {
  const kinds = new Map<string, number[]>()
  for (const [index, pattern] of patterns.entries()) {
    const kind = kindOf(pattern)
    kinds.set(kind, [...(kinds.get(kind) ?? []), index])
  }
  const sets = [...kinds.values()].flatMap(inChunks).map((indexes) => {
    const set = new RE2Set(RE2Set.UNANCHORED, 0, MATCHER_BYTES_MAX)
    for (const index of indexes) set.add(patterns[index] ?? '')
    set.compile()
    return { set, indexes }
  })
  return (text) => {
    const found: number[] = []
    for (const { set, indexes } of sets) {
      for (const place of set.match(text)) {
        const index = indexes[place]
        if (index !== undefined) found.push(index)
      }
    }
    return found.sort((a, b) => a - b)
  }
}

function kindOf(pattern: string): string {
  if (/^(?:\(\?i\))?\^/.test(pattern)) return 'anchored'
  return pattern.startsWith('(?i)') ? 'any case' : 'exact'
}

function inChunks(indexes: readonly number[]): number[][] {
  const count = Math.ceil(indexes.length / PATTERNS_PER_SET_MAX)
  return Array.from({ length: count }, (_, chunk) =>
    indexes.slice(chunk * PATTERNS_PER_SET_MAX, (chunk + 1) * PATTERNS_PER_SET_MAX),
  )
}
