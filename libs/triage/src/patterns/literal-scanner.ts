import { skipEscape } from '../read/skip-escape.ts'
import { buildAutomaton, type LiteralAutomaton } from './literal-automaton.ts'

const ESC = 0x1b
const CR = 0x0d
const TAB = 0x09
/** The class of bytes that are looked at more closely. */
const SPECIAL = 255
const SAME_LETTER = -1
/** First byte, last byte, and what stands for them: capitals and digits. */
const folded = [
  [0x41, 0x5a, SAME_LETTER],
  [0x31, 0x39, 0x30],
] as const

/**
 * Finds which of many literals a line holds, in one pass over its raw bytes: terminal escapes and
 * control characters are passed over as `cleanLine` removes them, and characters are folded as
 * `foldText` folds the literals. May find a literal in what `cleanLine` cuts off, never miss one.
 */
export class LiteralScanner {
  /** The literals that the last scan found, `count` of them, some twice. */
  readonly found: Int32Array
  /** Whether the last scan saw a carriage return before the end of the line. */
  hasReturn = false
  /** Whether all that the last scan saw is text as it stands, but for the spaces at its end. */
  isPlain = true
  readonly #automaton: LiteralAutomaton
  readonly #classOf: Uint8Array
  readonly #seenIn: Int32Array
  #scans = 0
  #count = 0

  /** The literals must be folded, and be one byte long or longer. */
  constructor(literals: readonly string[]) {
    this.#automaton = buildAutomaton(literals.map((literal) => new TextEncoder().encode(literal)))
    const { classOf, endsOf } = this.#automaton
    this.#classOf = classOf.map((byteClass, byte) => (isSpecial(byte) ? SPECIAL : byteClass))
    for (const [first, last, stand] of folded) {
      for (let byte = first; byte <= last; byte++) {
        this.#classOf[byte] = classOf[stand === SAME_LETTER ? byte + 0x20 : stand] ?? 0
      }
    }
    this.#seenIn = new Int32Array(endsOf.length)
    this.found = new Int32Array(endsOf.reduce((sum, ends) => sum + ends.length, 0))
  }

  /** Looks at the bytes from `start` up to `end`; returns how many entries `found` then has. */
  scan(bytes: Uint8Array, start: number, end: number): number {
    const classOf = this.#classOf
    const { next } = this.#automaton
    this.#scans++
    this.#count = 0
    this.hasReturn = false
    this.isPlain = true
    let state = 0
    for (let i = start; i < end; i++) {
      let byteClass = classOf[bytes[i] ?? 0] ?? 0
      if (byteClass === SPECIAL) {
        const byte = bytes[i] ?? 0
        if (byte === CR) {
          state = 0
          if (i < end - 1) this.hasReturn = true
        } else if (byte < 0x80) this.isPlain = false
        if (byte === ESC) i = skipEscape(bytes, i, end) - 1
        if (byte < 0x80) continue
        const width = removedOrFolded(bytes, i, end)
        i += Math.abs(width) - 1
        if (width < 0) {
          this.isPlain = false
          continue
        }
        byteClass = this.#classOfSpecial(byte, width)
      }
      state = next[state + byteClass] ?? 0
      if (state < 0) {
        state = ~state
        this.#note(state)
      }
    }
    return this.#count
  }

  #classOfSpecial(byte: number, width: number): number {
    const standsFor = width === 1 ? byte : width === 2 ? 0x73 : 0x6b
    return this.#automaton.classOf[standsFor] ?? 0
  }

  #note(state: number): void {
    const { next, endsOf, endColumn } = this.#automaton
    const index = next[state + endColumn] ?? 0
    if (this.#seenIn[index] === this.#scans) return
    this.#seenIn[index] = this.#scans
    for (const id of endsOf[index] ?? []) this.found[this.#count++] = id
  }
}

/** Control characters, and the first bytes of those characters above ASCII that are treated. */
function isSpecial(byte: number): boolean {
  if (byte < 0x20) return byte !== TAB
  return byte === 0x7f || byte === 0xc2 || byte === 0xc5 || byte === 0xe2
}

/**
 * How many bytes belong together: 2 for U+017F, 3 for U+212A, -2 for a control character, which is
 * removed, 1 for anything else.
 */
function removedOrFolded(bytes: Uint8Array, i: number, end: number): number {
  const [byte, second = 0] = [bytes[i], i + 1 < end ? bytes[i + 1] : 0]
  if (byte === 0xc2) return second >= 0x80 && second <= 0x9f ? -2 : 1
  if (byte === 0xc5) return second === 0xbf ? 2 : 1
  return second === 0x84 && i + 2 < end && bytes[i + 2] === 0xaa ? 3 : 1
}
