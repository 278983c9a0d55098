import { LINE_BYTES_MAX } from '../limits.ts'
import { WideLines, wideEncoding } from './wide-lines.ts'

/**
 * One line of a log as UTF-8 bytes, from `start` up to `end` of `bytes`, without its LF. The bytes
 * are only lent: they may change with the bytes that are pushed next.
 */
export type RawLine = {
  /** Counts from 1; lines end at LF bytes of the raw file and at nothing else. */
  number: number
  bytes: Uint8Array
  start: number
  end: number
  /** True when the end of a longer line was left out. */
  isCut: boolean
}

const LF = 0x0a

/**
 * Splits bytes at LF and at nothing else, so that line numbers are those of the raw file, and hands
 * each line to `take`, at most LINE_BYTES_MAX bytes of it. Copies only lines that span two chunks.
 * UTF-16 is turned into UTF-8.
 */
export class LineSplitter {
  readonly #take: (line: RawLine) => void
  #held = Buffer.alloc(LINE_BYTES_MAX)
  /** Takes the place of `#held` once that was lent, since whoever has it may look at it later. */
  #spare = Buffer.alloc(LINE_BYTES_MAX)
  /** One object for all lines; there may be millions of them. */
  readonly #line: RawLine = { number: 0, bytes: this.#held, start: 0, end: 0, isCut: false }
  #heldLength = 0
  #isHeldCut = false
  #isOpen = false
  #wide: WideLines | null | undefined

  constructor(take: (line: RawLine) => void) {
    this.#take = take
  }

  /** Takes each line that these bytes complete. */
  push(bytes: Buffer): void {
    if (this.#wide === undefined && bytes.length > 0) {
      const encoding = wideEncoding(bytes)
      this.#wide = encoding ? new WideLines(encoding, this.#take) : null
    }
    if (this.#wide) this.#wide.push(bytes)
    else this.#split(bytes)
  }

  /** Takes the last line when the bytes did not end in LF. */
  end(): void {
    this.#wide?.end()
    if (this.#isOpen) this.#endHeld()
  }

  #split(bytes: Buffer): void {
    let start = 0
    while (start < bytes.length) {
      const end = bytes.indexOf(LF, start)
      if (end === -1) {
        this.#hold(bytes, start, bytes.length)
        return
      }
      if (this.#isOpen) {
        this.#hold(bytes, start, end)
        this.#endHeld()
      } else this.#hand(bytes, start, end)
      start = end + 1
    }
  }

  #hand(bytes: Buffer, start: number, end: number): void {
    const line = this.#line
    line.number++
    line.bytes = bytes
    line.start = start
    line.end = Math.min(end, start + LINE_BYTES_MAX)
    line.isCut = line.end < end
    this.#take(line)
  }

  #hold(bytes: Buffer, start: number, end: number): void {
    this.#isOpen = true
    const taken = Math.min(LINE_BYTES_MAX - this.#heldLength, end - start)
    bytes.copy(this.#held, this.#heldLength, start, start + taken)
    this.#heldLength += taken
    if (taken < end - start) this.#isHeldCut = true
  }

  #endHeld(): void {
    const line = this.#line
    line.number++
    line.bytes = this.#held
    line.start = 0
    line.end = this.#heldLength
    line.isCut = this.#isHeldCut
    const lent = this.#held
    this.#held = this.#spare
    this.#spare = lent
    this.#heldLength = 0
    this.#isHeldCut = false
    this.#isOpen = false
    this.#take(line)
  }
}
