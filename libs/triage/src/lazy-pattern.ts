import { type Matcher, RE2JS, RE2Set } from 're2js'
import { PATTERN_BYTES_MAX } from './limits.ts'

/**
 * One RE2 pattern, compiled when it is first needed: of thousands, a log needs a few.
 * The pattern must be known to be valid.
 */
export class LazyPattern {
  readonly source: string
  #set: RE2Set | null = null
  #regex: RE2JS | null = null

  constructor(source: string) {
    this.source = source
  }

  /** Whether the text holds a match; linear, with at most PATTERN_BYTES_MAX of remembered states. */
  test(text: string): boolean {
    if (!this.#set) {
      this.#set = new RE2Set(RE2Set.UNANCHORED, 0, PATTERN_BYTES_MAX)
      this.#set.add(this.source)
    }
    return this.#set.match(text).length > 0
  }

  /** Finds the groups of a match. */
  matcher(text: string): Matcher {
    this.#regex ??= RE2JS.compile(this.source)
    return this.#regex.matcher(text)
  }
}
