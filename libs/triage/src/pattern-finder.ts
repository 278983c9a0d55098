import { RE2Set } from 're2js'
import { CandidatePatterns } from './candidate-patterns.ts'
import type { LazyPattern } from './lazy-pattern.ts'
import { MATCHER_BYTES_MAX, PATTERNS_PER_SET_MAX } from './limits.ts'
import { areWeak } from './literal-worth.ts'
import { PatternFacts } from './pattern-facts.ts'
import { textEnd } from './text-end.ts'

/**
 * Finds which of many patterns match a line, in time that hardly grows with their number.
 * The literals that a pattern needs are looked for first, all patterns' at once, and only a pattern
 * whose literals stand on the line is tried on it. Patterns without literals share automata.
 */
export class PatternFinder {
  /** The patterns that every line that is read has to be tried with. */
  readonly triedAlways: readonly number[]
  readonly #patterns: readonly LazyPattern[]
  readonly #candidates: CandidatePatterns
  readonly #free: readonly { set: RE2Set; indexes: readonly number[] }[]

  /**
   * A pattern that `isLate` and has no literals to speak of is never tried: somebody else does it.
   * `watched` are further patterns that only make candidates, which no pattern's index is.
   * `facts` may hold what was found out about patterns before.
   */
  constructor(
    patterns: readonly LazyPattern[],
    isLate: readonly boolean[] = [],
    watched: readonly string[] = [],
    facts: PatternFacts = new PatternFacts(),
  ) {
    this.#patterns = patterns
    const sources = patterns.map(({ pattern }) => pattern)
    const known = [...sources, ...watched].map((pattern) => facts.of(pattern))
    const sets = known.map(({ literals }, index) =>
      isLate[index] === true && areWeak(literals) ? [] : literals,
    )
    this.#candidates = new CandidatePatterns(
      sets,
      known.map(({ first }) => first),
    )
    this.triedAlways = this.withoutLiterals.filter((index) => isLate[index] !== true)
    this.#free = groups(sources, this.triedAlways).map((indexes) => ({
      set: newSet(indexes, sources),
      indexes,
    }))
  }

  get literals(): readonly string[] {
    return this.#candidates.literals
  }

  /** The patterns of which no literals are known. */
  get withoutLiterals(): readonly number[] {
    return this.#candidates.freePatterns
  }

  /** The patterns that these bytes of one raw line may match, the free ones aside. */
  candidates(bytes: Uint8Array, start: number, end: number): readonly number[] {
    return this.#candidates.in(bytes, start, end)
  }

  /** Whether the last line of candidates consists of several pieces, cut by returns. */
  get hadPieces(): boolean {
    return this.#candidates.hadPieces
  }

  /**
   * Those of the last line's candidates that its bytes may match after all; the watched patterns
   * are never left out. Most lines have none and need not be read.
   */
  narrow(
    candidates: readonly number[],
    bytes: Uint8Array,
    start: number,
    end: number,
  ): readonly number[] {
    const isWatched = (index: number) => index >= this.#patterns.length
    if (!this.#candidates.isPlain || candidates.some(isWatched)) return candidates
    const last = textEnd(bytes, start, end)
    if (last === -1) return candidates
    return candidates.filter(
      (index) => this.#patterns[index]?.testBytes(bytes, start, last) !== false,
    )
  }

  /** Those of the candidates that match this cleaned line, and the free patterns that do. */
  confirm(candidates: readonly number[], text: string): number[] {
    const found = candidates.filter((index) => this.#patterns[index]?.test(text))
    for (const { set, indexes } of this.#free) {
      for (const place of set.match(text)) found.push(...indexes.slice(place, place + 1))
    }
    return found.length > 1 ? found.sort((a, b) => a - b) : found
  }

  /** All patterns that match this cleaned line, in their order. */
  find(text: string): number[] {
    const bytes = Buffer.from(text)
    return this.confirm(this.candidates(bytes, 0, bytes.length), text)
  }
}

function newSet(indexes: readonly number[], sources: readonly string[]): RE2Set {
  const set = new RE2Set(RE2Set.UNANCHORED, 0, MATCHER_BYTES_MAX)
  for (const index of indexes) set.add(sources[index] ?? '')
  return set
}

/** Small automata of patterns that start alike were forty times faster on real logs. */
function groups(sources: readonly string[], indexes: readonly number[]): number[][] {
  const kinds = new Map<string, number[]>()
  for (const index of indexes) {
    const kind = kindOf(sources[index] ?? '')
    kinds.set(kind, [...(kinds.get(kind) ?? []), index])
  }
  return [...kinds.values()].flatMap(inChunks)
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
