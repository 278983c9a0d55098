import { foldText } from './fold-text.ts'
import type { PatternCursor, PatternTree } from './pattern-tree.ts'

/** A class of more characters than this is any character. */
const CLASS_CHARS_MAX = 4

/** Reads a class such as `[a-z]` or `[^"\d]`; null when it holds something unknown. */
export function readClass(at: PatternCursor): PatternTree | null {
  at.i++
  const isNegated = at.pattern[at.i] === '^'
  if (isNegated) at.i++
  const chars = new Set<string>()
  let isAny = isNegated
  for (let isFirst = true; isFirst || at.pattern[at.i] !== ']'; isFirst = false) {
    const from = readMember(at)
    if (from === null) return null
    const isRange = at.pattern[at.i] === '-' && at.pattern[at.i + 1] !== ']'
    if (isRange) at.i++
    const to = isRange ? readMember(at) : from
    if (to === null) return null
    const isOne = from === to || (isDigit(from) && isDigit(to))
    if (!isOne || from === 'several' || (at.isFolded && from > '\u007f')) isAny = true
    else chars.add(foldText(from))
  }
  at.i++
  return { kind: 'one', of: isAny || chars.size > CLASS_CHARS_MAX ? null : [...chars] }
}

function readMember(at: PatternCursor): string | 'several' | null {
  const code = at.pattern.codePointAt(at.i)
  if (code === undefined) return null
  const rest = at.pattern.slice(at.i, at.i + 20)
  const posix = /^\[:\^?[a-z]+:\]/.exec(rest)?.[0]
  if (posix) {
    at.i += posix.length
    return 'several'
  }
  const char = String.fromCodePoint(code)
  at.i += char.length
  return char === '\\' ? readEscaped(at) : char
}

function readEscaped(at: PatternCursor): string | 'several' | null {
  const char = at.pattern[at.i]
  at.i++
  if (char === undefined) return null
  if (char === 'd') return '0'
  if (char === 't') return '\t'
  if ('DsSwW'.includes(char)) return 'several'
  return /^[!-/:-@[-`{-~]$/.test(char) ? char : null
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9' && char.length === 1
}
