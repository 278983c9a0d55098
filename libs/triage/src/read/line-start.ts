import { skipEscape } from './skip-escape.ts'

const ESC = 0x1b
const TAB = 0x09
const DIGIT = 0x30
const stampShape = Buffer.from('0000-00-00T00:00:00')
const STAMP_BYTES_MIN = stampShape.length + 1

/** Where the text of a raw line begins: after what `cleanLine` takes off its front. */
export class LineStart {
  /** The job and step columns that `gh run view --log` put before the last line that had them. */
  #columns: Uint8Array = new Uint8Array(0)

  /**
   * Remembers the columns of a line that has some: all up to and with its second tab.
   * Returns false when they are known, so that `of` was right about this line.
   */
  learn(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#startsWithColumns(bytes, start, end)) return false
    const first = bytes.subarray(start, end).indexOf(TAB)
    const second = first === -1 ? -1 : bytes.subarray(start, end).indexOf(TAB, first + 1)
    if (second === -1) return false
    this.#columns = bytes.slice(start, start + second + 1)
    return true
  }

  /** The place after known columns, byte-order marks and the timestamp. */
  of(bytes: Uint8Array, start: number, end: number): number {
    if (this.#startsWithColumns(bytes, start, end)) {
      const stamp = skipMark(bytes, start + this.#columns.length, end)
      const text = skipStamp(bytes, stamp, end)
      // Columns are columns before a timestamp only.
      return text === stamp ? start : skipMark(bytes, text, end)
    }
    return skipMark(bytes, skipStamp(bytes, skipMark(bytes, start, end), end), end)
  }

  #startsWithColumns(bytes: Uint8Array, start: number, end: number): boolean {
    const { length } = this.#columns
    if (length === 0 || end - start < length) return false
    for (let i = 0; i < length; i++) if (bytes[start + i] !== this.#columns[i]) return false
    return true
  }
}

/** The first byte that a terminal would show, -1 when it would show none. */
export function firstShown(bytes: Uint8Array, start: number, end: number): number {
  let i = start
  while (i < end) {
    const byte = bytes[i] ?? 0
    if (byte === ESC) i = skipEscape(bytes, i, end)
    else if (byte <= 0x20) i++
    else return byte
  }
  return -1
}

function skipMark(bytes: Uint8Array, start: number, end: number): number {
  const isMark =
    bytes[start] === 0xef &&
    start + 2 < end &&
    bytes[start + 1] === 0xbb &&
    bytes[start + 2] === 0xbf
  return isMark ? start + 3 : start
}

/** Exactly what `cleanLine` takes for a timestamp; anything else may hold a literal. */
function skipStamp(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < STAMP_BYTES_MIN) return start
  for (let i = 0; i < stampShape.length; i++) {
    const [byte, sign] = [bytes[start + i] ?? 0, stampShape[i]]
    if (sign === DIGIT ? !isDigit(byte) : byte !== sign) return start
  }
  let i = start + stampShape.length
  if (bytes[i] === 0x2e) {
    i++
    while (i < end && isDigit(bytes[i] ?? 0)) i++
  }
  if (i >= end || bytes[i] !== 0x5a) return start
  return i + 1 < end && bytes[i + 1] === 0x20 ? i + 2 : i + 1
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
