import { type Matcher, RE2JS, RE2Set } from 're2js'
import { PATTERN_BYTES_MAX } from './limits.ts'
import { type PatternTree, readPattern } from './pattern-tree.ts'

/**
 * One RE2 pattern, compiled when it is first needed: of thousands, a log needs a few.
 * The pattern must be known to be valid. One that begins at the start of a line also finds it
 * behind the marker that the runner puts before a line which a problem matcher recognised.
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
      const anchor = isAnchored(this.source) ? RE2Set.ANCHOR_START : RE2Set.UNANCHORED
      this.#set = new RE2Set(anchor, 0, PATTERN_BYTES_MAX)
      this.#set.add(afterMarker(this.source))
    }
    return this.#set.match(text).length > 0
  }

  /** Finds the groups of a match. */
  matcher(text: string): Matcher {
    this.#regex ??= RE2JS.compile(afterMarker(this.source))
    return this.#regex.matcher(text)
  }
}

/** See https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md */
function afterMarker(source: string): string {
  return source.replace(/^((?:\(\?i\))?\^)(?!#)/, '$1(?:##\\[(?:error|warning)\\])?')
}

/** Whether each match begins at the start of the text, so that one look there is enough. */
function isAnchored(source: string): boolean {
  const tree = readPattern(source)
  return tree !== null && startsAtStart(tree)
}

function startsAtStart(tree: PatternTree): boolean {
  switch (tree.kind) {
    case 'start':
      return true
    case 'sequence': {
      const first = tree.parts.find(({ kind }) => kind !== 'nothing')
      return first !== undefined && startsAtStart(first)
    }
    case 'choice':
      return tree.branches.every(startsAtStart)
    default:
      return false
  }
}
