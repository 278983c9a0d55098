import { RE2Set } from 're2js'
import { MATCHER_BYTES_OF_PATTERN_MAX, MATCHER_STATES_MAX } from '../limits.ts'
import { RUNE_BROKEN, type Rune, readRune } from './read-rune.ts'

/** What a table holds instead of the place of a state's row: not known yet, or the answer. */
const [OPEN, MATCH, DEAD, FULL] = [0, -1, -2, -3]
/** RE2's flags for the start of a text: of a line, and of it all. */
const TEXT_START = 1 | 4
/** The character that RE2 takes for the end of the text. */
const TEXT_END = -1

/** The part of a state of re2js that matters here. */
type State = { isMatch: boolean; nfaStates: readonly number[] }

/**
 * Tells whether a pattern matches bytes, without making a text of them. The states are those that
 * re2js makes when they are first needed; what this adds is one table of numbers for all of them,
 * which is read at a byte a step, and an end at the first match.
 */
export class ByteMatcher {
  readonly #dfa: RE2Set['dfa']
  readonly #anchor: number
  readonly #classOf: Int32Array
  readonly #endClass: number
  /** Entries of a state's row: one for each class of characters, and one for the end. */
  readonly #width: number
  /** The states by their rows; no state has the first row, since its place is OPEN. */
  readonly #states: State[]
  readonly #rune: Rune = { code: 0, bytes: 1 }
  #next: Int32Array

  constructor(pattern: string, isAnchored: boolean) {
    this.#anchor = isAnchored ? RE2Set.ANCHOR_START : RE2Set.UNANCHORED
    const set = new RE2Set(this.#anchor, 0, MATCHER_BYTES_OF_PATTERN_MAX)
    set.add(pattern)
    set.compile()
    this.#dfa = set.dfa
    this.#classOf = set.dfa.latin1Class
    this.#endClass = set.dfa.numClasses
    this.#width = this.#endClass + 1
    const start: State = set.dfa.makeState([set.prog.start], TEXT_START, [])
    this.#states = [start, start]
    this.#next = new Int32Array(this.#width * 8)
  }

  /** Null when the table is full, or when the bytes are not UTF-8: then something else must tell. */
  test(bytes: Uint8Array, start: number, end: number): boolean | null {
    const classOf = this.#classOf
    let next = this.#next
    let row = this.#width
    for (let i = start; i < end; ) {
      let code = bytes[i] ?? 0
      let charClass: number
      if (code < 0x80) {
        charClass = classOf[code] ?? 0
        i++
      } else {
        const rune = readRune(bytes, i, end, this.#rune)
        if (rune.code === RUNE_BROKEN) return null
        code = rune.code
        charClass = this.#dfa.runeClass(code)
        i += rune.bytes
      }
      let to = next[row + charClass] ?? OPEN
      if (to === OPEN) {
        to = this.#step(row, charClass, code)
        next = this.#next
      }
      if (to < 0) return answers[-to] ?? null
      row = to
    }
    const last = next[row + this.#endClass] ?? OPEN
    const answer = last === OPEN ? this.#step(row, this.#endClass, TEXT_END) : last
    return answer < 0 ? (answers[-answer] ?? null) : false
  }

  /** Finds out where a state goes to with a character. */
  #step(row: number, charClass: number, code: number): number {
    const from = this.#states[row / this.#width]
    const to: State | null = this.#dfa.step(from, charClass, code, this.#anchor)
    const place = this.#placeOf(to)
    this.#next[row + charClass] = place
    return place
  }

  #placeOf(state: State | null): number {
    if (state === null) return FULL
    if (state.isMatch) return MATCH
    if (state.nfaStates.length === 0 && this.#anchor !== RE2Set.UNANCHORED) return DEAD
    const known = this.#states.indexOf(state, 1)
    if (known !== -1) return known * this.#width
    if (this.#states.length > MATCHER_STATES_MAX) return FULL
    const place = this.#states.push(state) * this.#width - this.#width
    if (place + this.#width > this.#next.length) {
      const more = new Int32Array(this.#next.length * 2)
      more.set(this.#next)
      this.#next = more
    }
    return place
  }
}

/** By MATCH, DEAD and FULL without their sign. */
const answers: readonly (boolean | null)[] = [null, true, false, null]
