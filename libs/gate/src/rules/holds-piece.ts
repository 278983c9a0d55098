import type { ExpectedValue } from '../expected-values.ts'
import { comparesWithLiteral, STRING } from './literals.ts'

/** Shorter pieces stand in many texts by chance. */
const PIECE_CHARS_MIN = 3
/** What a template puts in, in JavaScript, Python, Ruby, PHP, C# and printf's own way. */
const INSERTED = /[$#]?\{[^{}]{0,200}\}|%[-+ 0]?\d{0,3}[a-z]|\$\w{1,60}/g
const ASKS =
  /(?:\.|\b)(?:starts?_?with\??|ends?_?with\??|has(?:suffix|prefix)|test|match\w*\??|matches|includes?\??|contains)\s{0,5}\(|\/[$^]?\w{1,40}\$?\/\.test|%\s{0,5}\d{1,10}\s{0,5}[=!]=|\}\s{0,5}\[\s{0,5}[\w.]{1,60}\s{0,5}\]/i

/** True for a line that asks whether something looks like one certain value. */
export function asksForOne(line: string): boolean {
  return ASKS.test(line) || comparesWithLiteral(line)
}

/** The texts of a line, each cut where something is put into it. */
export function piecesOf(line: string): string[] {
  return [...line.matchAll(STRING)].flatMap(([, , text = '']) =>
    text.split(INSERTED).filter((piece) => piece.length >= PIECE_CHARS_MIN),
  )
}

/** True when the line holds a part of an expected text that is none of those `known` before. */
export function holdsPiece(
  line: string,
  values: readonly ExpectedValue[],
  known: ReadonlySet<string>,
): boolean {
  return piecesOf(line).some(
    (piece) =>
      !known.has(piece) &&
      values.some(({ kind, value }) => kind === 'text' && value.includes(piece)),
  )
}
