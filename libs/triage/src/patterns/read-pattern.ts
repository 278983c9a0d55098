import { asciiAll, asciiClasses, asciiOne } from './ascii-set.ts'
import { readClass } from './pattern-class.ts'
import type { PatternCursor, PatternTree } from './pattern-tree.ts'
import { readCode } from './read-code.ts'

const any: PatternTree = { kind: 'one', of: null, ascii: asciiAll }
const nothing: PatternTree = { kind: 'nothing' }

/**
 * Reads a valid RE2 pattern (https://github.com/google/re2/wiki/Syntax); null when it holds
 * something that is not known here, so that nothing may be concluded from it.
 */
export function readPattern(pattern: string): PatternTree | null {
  const at: PatternCursor = { pattern, i: 0, isFolded: false }
  const tree = readChoice(at)
  return tree && at.i === pattern.length ? tree : null
}

function readChoice(at: PatternCursor): PatternTree | null {
  const branches: PatternTree[] = []
  do {
    if (branches.length > 0) at.i++
    const branch = readSequence(at)
    if (!branch) return null
    branches.push(branch)
  } while (at.pattern[at.i] === '|')
  return branches.length === 1 ? (branches[0] ?? null) : { kind: 'choice', branches }
}

function readSequence(at: PatternCursor): PatternTree | null {
  const parts: PatternTree[] = []
  for (let next = at.pattern[at.i]; next !== undefined; next = at.pattern[at.i]) {
    if (next === '|' || next === ')') break
    const atom = readAtom(at)
    const part = atom && readRepeats(at, atom)
    if (!part) return null
    parts.push(part)
  }
  return { kind: 'sequence', parts }
}

function readRepeats(at: PatternCursor, atom: PatternTree): PatternTree | null {
  let part = atom
  for (;;) {
    const rest = at.pattern.slice(at.i, at.i + 12)
    const [sign, min, max] = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})/.exec(rest) ?? []
    if (sign === undefined) return part
    at.i += sign.length
    if (at.pattern[at.i] === '?') at.i++
    if (sign === '*') part = { kind: 'repeat', part, min: 0, max: Number.POSITIVE_INFINITY }
    else if (sign === '+') part = { kind: 'repeat', part, min: 1, max: Number.POSITIVE_INFINITY }
    else if (sign === '?') part = { kind: 'repeat', part, min: 0, max: 1 }
    else {
      const least = Number(min)
      const most = max === undefined ? least : max === '' ? Number.POSITIVE_INFINITY : Number(max)
      part = { kind: 'repeat', part, min: least, max: most }
    }
  }
}

function readAtom(at: PatternCursor): PatternTree | null {
  const char = String.fromCodePoint(at.pattern.codePointAt(at.i) ?? 0)
  if (char === '(') return readGroup(at)
  if (char === '[') return readClass(at)
  at.i += char.length
  if (char === '.') return any
  if (char === '^') return { kind: 'start' }
  if (char === '$') return nothing
  if (char === '\\') return readEscape(at)
  return oneOf(char, at)
}

function readGroup(at: PatternCursor): PatternTree | null {
  const rest = at.pattern.slice(at.i, at.i + 80)
  const [opening, name, on, off, end] =
    /^\((?:\?(?:P?<(\w+)>|([imsU]*)(?:-([imsU]+))?([:)])))?/.exec(rest) ?? []
  if (opening === undefined || (opening === '(' && rest[1] === '?')) return null
  at.i += opening.length
  const before = at.isFolded
  if (name === undefined && end !== undefined) {
    if (on?.includes('i')) at.isFolded = true
    if (off?.includes('i')) at.isFolded = false
    // `(?i)` holds until the group around it ends.
    if (end === ')') return nothing
  }
  const inside = readChoice(at)
  if (!inside || at.pattern[at.i] !== ')') return null
  at.i++
  at.isFolded = before
  return inside
}

function readEscape(at: PatternCursor): PatternTree | null {
  const coded = readCode(at)
  if (coded !== null) return oneOf(coded, at)
  const char = String.fromCodePoint(at.pattern.codePointAt(at.i) ?? 0)
  at.i += char.length
  if ('AzbB'.includes(char)) return nothing
  const ascii = asciiClasses[char]
  if (ascii && char === 'd') return { kind: 'one', of: ['0'], ascii }
  // A cleaned line holds no other space that `\s` means.
  if (ascii && char === 's') return { kind: 'one', of: [' ', '\t'], ascii }
  if (ascii) return { kind: 'one', of: null, ascii }
  if (char === 't') return oneOf('\t', at)
  return /^[!-/:-@[-`{-~]$/.test(char) ? oneOf(char, at) : null
}

function oneOf(char: string, { isFolded }: PatternCursor): PatternTree {
  // Beyond ASCII, `(?i)` may mean ASCII characters as well.
  if (isFolded && char > '\u007f') return any
  return { kind: 'one', of: [char], ascii: asciiOne(char, isFolded) }
}
