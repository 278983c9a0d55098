import type { RawLine } from './split-lines.ts'

const caret = '^[['
/** A colour or style, or the end of a line made blank; `[[:digit:]]` of an expression is neither. */
const caretEscape = /\^\[(?=\[[0-9;]{0,40}[mK])/g

/**
 * A line of `gh run view --log` with terminal escapes where it has them in caret notation,
 * `^[[31m`: newer versions print control characters so, that no terminal obeys them. Other carets
 * stay as they are.
 */
export function withEscapes(line: RawLine): RawLine {
  const { bytes, start, end } = line
  const kept = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
  if (!kept.includes(caret)) return line
  // Each byte is a character of Latin-1, so that none is lost.
  const text = kept.toString('latin1').replaceAll(caretEscape, '\u001b')
  const changed = Buffer.from(text, 'latin1')
  return { ...line, bytes: changed, start: 0, end: changed.length }
}
