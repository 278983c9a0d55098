import { type Matcher, RE2JS, RE2Set } from 're2js'
import { LINE_BYTES_MAX, PATTERN_BYTES_MAX } from '../limits.ts'
import { ByteMatcher } from './byte-matcher.ts'
import { isAnchored } from './first-chars.ts'
import { readPattern } from './read-pattern.ts'

/**
 * One RE2 pattern, compiled when it is first needed: of thousands, a log needs a few.
 * The pattern must be known to be valid. One that begins at the start of a line also finds it
 * behind the marker that the runner puts before a line which a problem matcher recognised.
 */
export class LazyPattern {
  /** As it stands in its pack. */
  readonly source: string
  /** What is looked for. */
  readonly pattern: string
  #bytes: ByteMatcher | null = null
  #set: RE2Set | null = null
  #regex: RE2JS | null = null

  constructor(source: string) {
    this.source = source
    this.pattern = afterMarker(source)
  }

  /** Whether the text holds a match, in linear time. */
  test(text: string): boolean {
    const { read, written } = encoder.encodeInto(text, scratch)
    const answer = read === text.length ? this.testBytes(scratch, 0, written) : null
    return answer ?? this.#testSlowly(text)
  }

  /** Whether these bytes hold a match; null when only their text can tell. */
  testBytes(bytes: Uint8Array, start: number, end: number): boolean | null {
    this.#bytes ??= new ByteMatcher(this.pattern, this.#isAnchored())
    return this.#bytes.test(bytes, start, end)
  }

  #testSlowly(text: string): boolean {
    if (!this.#set) {
      const anchor = this.#isAnchored() ? RE2Set.ANCHOR_START : RE2Set.UNANCHORED
      this.#set = new RE2Set(anchor, 0, PATTERN_BYTES_MAX)
      this.#set.add(this.pattern)
    }
    return this.#set.match(text).length > 0
  }

  #isAnchored(): boolean {
    const tree = readPattern(this.pattern)
    return tree !== null && isAnchored(tree)
  }

  /** Finds the groups of a match. */
  matcher(text: string): Matcher {
    this.#regex ??= RE2JS.compile(this.pattern)
    return this.#regex.matcher(text)
  }
}

const encoder = new TextEncoder()
/** Holds the bytes of a text while it is tested; a longer text is tested as it is. */
const scratch = new Uint8Array(4 * LINE_BYTES_MAX)

/**
 * The marker of a problem matcher (https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md),
 * and what Maven and Ant print before the lines of a program that they run.
 */
const marker =
  '(?:##\\[(?:error|warning)\\]|\\[(?:ERROR|INFO)\\] (?:\\[(?:ERROR|INFO)\\] )?|\\s{2,12}\\[(?:exec|java|javac|junit|testng)\\] )?'

function afterMarker(source: string): string {
  if (!source.startsWith('^') && !source.startsWith('(?i)^')) return source
  return source.replace(/^((?:\(\?i\))?\^)(?!#|\\\[)/, `$1${marker}`)
}
