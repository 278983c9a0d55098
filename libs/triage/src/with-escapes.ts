import type { RawLine } from './split-lines.ts'

const [CARET, BRACKET, ESC] = [0x5e, 0x5b, 0x1b]

/**
 * The line with terminal escapes where it has them in caret notation, `^[[31m`: `gh` prints
 * control characters so, that no terminal obeys them. Other carets stay as they are.
 */
export function withEscapes(line: RawLine): RawLine {
  const { bytes, start, end } = line
  const kept = Buffer.alloc(end - start)
  let length = 0
  for (let i = start; i < end; i++) {
    const isCaret =
      bytes[i] === CARET && i + 2 < end && bytes[i + 1] === BRACKET && bytes[i + 2] === BRACKET
    kept[length++] = isCaret ? ESC : (bytes[i] ?? 0)
    if (isCaret) i++
  }
  return length === end - start ? line : { ...line, bytes: kept, start: 0, end: length }
}
