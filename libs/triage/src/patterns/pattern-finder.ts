import { LINE_BYTES_MAX } from '../limits.ts'
import { CandidatePatterns } from './candidate-patterns.ts'
import { FreePatterns } from './free-patterns.ts'
import type { LazyPattern } from './lazy-pattern.ts'
import { areWeak } from './literal-worth.ts'
import { PatternFacts } from './pattern-facts.ts'
import { textEnd } from './text-end.ts'

const encoder = new TextEncoder()

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
  readonly #free: FreePatterns
  /** The bytes of the text that is tried, for all patterns alike. */
  readonly #scratch = new Uint8Array(4 * LINE_BYTES_MAX)

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
    this.#free = new FreePatterns(sources, this.triedAlways)
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
    const { read, written } = encoder.encodeInto(text, this.#scratch)
    const isWhole = read === text.length
    const matches = (pattern: LazyPattern) =>
      (isWhole ? pattern.testBytes(this.#scratch, 0, written) : null) ?? pattern.test(text)
    const matched = candidates.filter((index) => {
      const pattern = this.#patterns[index]
      return pattern !== undefined && matches(pattern)
    })
    const found = [...matched, ...this.#free.in(text)]
    return found.length > 1 ? found.sort((a, b) => a - b) : found
  }

  /** All patterns that match this cleaned line, in their order. */
  find(text: string): number[] {
    const bytes = Buffer.from(text)
    return this.confirm(this.candidates(bytes, 0, bytes.length), text)
  }
}
