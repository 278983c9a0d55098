import {
  type AsciiSet,
  asciiAll,
  asciiClasses,
  asciiFolded,
  asciiOne,
  asciiRange,
  asciiRest,
  asciiUnion,
} from './ascii-set.ts'
import type { PatternCursor, PatternTree } from './pattern-tree.ts'
import { readCode } from './read-code.ts'

/** A class of more characters than this is any character. */
const CLASS_CHARS_MAX = 8

/** One character; or a class such as `\w`, of which `ascii` is what is known. */
type Member = { char: string | null; ascii: AsciiSet | null }

/** Reads a class such as `[a-z]` or `[^"\d]`; null when it holds something unknown. */
export function readClass(at: PatternCursor): PatternTree | null {
  at.i++
  const isNegated = at.pattern[at.i] === '^'
  if (isNegated) at.i++
  const members: Member[] = []
  for (let isFirst = true; isFirst || at.pattern[at.i] !== ']'; isFirst = false) {
    const member = readRange(at)
    if (!member) return null
    members.push(member)
  }
  at.i++
  const chars = new Set(members.map(({ char }) => char))
  const isAny = isNegated || chars.has(null) || chars.size > CLASS_CHARS_MAX
  const of = isAny ? null : [...chars].flatMap((char) => char ?? [])
  return { kind: 'one', of, ascii: asciiOf(members, at.isFolded, isNegated) }
}

function asciiOf(members: readonly Member[], isFolded: boolean, isNegated: boolean): AsciiSet {
  const known = members.flatMap(({ ascii }) => ascii ?? [])
  if (known.length < members.length) return asciiAll
  const set = isFolded ? asciiFolded(asciiUnion(...known)) : asciiUnion(...known)
  return isNegated ? asciiRest(set) : set
}

function readRange(at: PatternCursor): Member | null {
  const from = readMember(at)
  if (!from || at.pattern[at.i] !== '-' || at.pattern[at.i + 1] === ']') return from
  at.i++
  const to = readMember(at)
  if (!to || from.char === null || to.char === null) return null
  const areDigits = /^[0-9]{2}$/.test(from.char + to.char)
  const isVague = at.isFolded && to.char > '\u007f'
  const ascii = isVague ? null : asciiRange(from.char, to.char)
  return { char: areDigits ? '0' : null, ascii }
}

function readMember(at: PatternCursor): Member | null {
  const code = at.pattern.codePointAt(at.i)
  if (code === undefined) return null
  const posix = /^\[:\^?[a-z]+:\]/.exec(at.pattern.slice(at.i, at.i + 20))?.[0]
  if (posix) {
    at.i += posix.length
    return { char: null, ascii: null }
  }
  const char = String.fromCodePoint(code)
  at.i += char.length
  return char === '\\' ? readEscaped(at) : single(char, at.isFolded)
}

function readEscaped(at: PatternCursor): Member | null {
  const coded = readCode(at)
  if (coded !== null) return single(coded, at.isFolded)
  const char = at.pattern[at.i]
  at.i++
  if (char === undefined) return null
  if (char === 't') return single('\t', false)
  const ascii = asciiClasses[char]
  if (ascii) return { char: char === 'd' ? '0' : null, ascii }
  return /^[!-/:-@[-`{-~]$/.test(char) ? single(char, false) : null
}

/** Beyond ASCII, `(?i)` may mean ASCII characters as well. */
function single(char: string, isFolded: boolean): Member {
  if (isFolded && char > '\u007f') return { char: null, ascii: null }
  return { char, ascii: asciiOne(char, false) }
}
