import { firstChar } from './first-char.ts'
import type { FirstChars } from './first-chars.ts'
import { LiteralScanner } from './literal-scanner.ts'
import type { LiteralSet } from './literal-worth.ts'

/**
 * Tells from the literals on a line which of many patterns can match it at all.
 * A pattern without literals can match any line; `freePatterns` are those.
 */
export class CandidatePatterns {
  readonly freePatterns: readonly number[]
  readonly literals: readonly string[]
  readonly #scanner: LiteralScanner
  /** The sets that a literal stands in, and for each set its pattern. */
  readonly #setsOf: readonly Int32Array[]
  readonly #patternOf: Int32Array
  /** How many sets a pattern has. */
  readonly #wanted: Int32Array
  readonly #met: Int32Array
  readonly #setSeenIn: Int32Array
  readonly #patternSeenIn: Int32Array
  readonly #firsts: readonly (FirstChars | null)[]
  #scans = 0
  #isPlain = false

  /** Takes, for each pattern, its sets of required literals and its first characters. */
  constructor(sets: readonly (readonly LiteralSet[])[], firsts: readonly (FirstChars | null)[]) {
    this.#firsts = firsts
    this.freePatterns = sets.flatMap((own, index) => (own.length === 0 ? [index] : []))
    this.literals = [...new Set(sets.flat(2))]
    this.#scanner = new LiteralScanner(this.literals)
    const ids = new Map(this.literals.map((literal, id) => [literal, id]))
    const setsOf: number[][] = this.literals.map(() => [])
    const patternOf = sets.flatMap((own, index) => own.map(() => index))
    for (const [set, literals] of sets.flat().entries()) {
      for (const literal of literals) setsOf[ids.get(literal) ?? 0]?.push(set)
    }
    this.#setsOf = setsOf.map((own) => Int32Array.from(own))
    this.#patternOf = Int32Array.from(patternOf)
    this.#wanted = Int32Array.from(sets, (own) => own.length)
    this.#met = new Int32Array(sets.length)
    this.#setSeenIn = new Int32Array(patternOf.length)
    this.#patternSeenIn = new Int32Array(sets.length)
  }

  /** Whether the last line that was looked at consists of several pieces, cut by returns. */
  get hadPieces(): boolean {
    return this.#scanner.hasReturn
  }

  /** Whether the bytes of the last line are those of its cleaned text, up to `textEnd`. */
  get isPlain(): boolean {
    return this.#isPlain
  }

  /** The patterns that these bytes of one line may match, besides the free ones. */
  in(bytes: Uint8Array, start: number, end: number): readonly number[] {
    const count = this.#scanner.scan(bytes, start, end)
    if (count === 0) return none
    const first = this.hadPieces ? -1 : firstChar(bytes, start, end)
    this.#isPlain = first !== -1 && this.#scanner.isPlain
    this.#scans++
    const candidates: number[] = []
    for (let i = 0; i < count; i++) {
      for (const set of this.#setsOf[this.#scanner.found[i] ?? 0] ?? none) {
        if (this.#setSeenIn[set] === this.#scans) continue
        this.#setSeenIn[set] = this.#scans
        const pattern = this.#patternOf[set] ?? 0
        if (this.#meet(pattern) !== this.#wanted[pattern]) continue
        if (first === -1 || this.#firsts[pattern]?.[first] !== 0) candidates.push(pattern)
      }
    }
    return candidates
  }

  /** How many sets of a pattern this line has met, now that it meets one more. */
  #meet(pattern: number): number {
    const met = this.#patternSeenIn[pattern] === this.#scans ? (this.#met[pattern] ?? 0) + 1 : 1
    this.#patternSeenIn[pattern] = this.#scans
    this.#met[pattern] = met
    return met
  }
}

const none: readonly number[] = []
