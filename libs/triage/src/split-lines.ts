import { LINE_BYTES_MAX } from './limits.ts'

/** One line of the raw bytes. `number` counts from 1; `isCut` when its end was left out. */
export type RawLine = { number: number; text: string; isCut: boolean }

const LF = 0x0a
/** Bytes that are not UTF-8 become U+FFFD. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Splits bytes at LF and at nothing else, so that line numbers are those of the raw file.
 * Holds one line of at most LINE_BYTES_MAX bytes, however long the line is.
 */
export class LineSplitter {
  readonly #held = Buffer.alloc(LINE_BYTES_MAX)
  #length = 0
  #isCut = false
  #number = 0
  #isOpen = false
  /** Set by a UTF-16 byte-order mark: the zero bytes of such a log are dropped. */
  #isWide = false;

  /** Yields each line that these bytes complete. */
  *push(bytes: Buffer): Generator<RawLine> {
    let start = 0
    while (start < bytes.length) {
      const end = bytes.indexOf(LF, start)
      this.#hold(bytes, start, end === -1 ? bytes.length : end)
      if (end === -1) return
      yield this.#take()
      start = end + 1
    }
  }

  /** Yields the last line when the bytes did not end in LF. */
  *end(): Generator<RawLine> {
    if (this.#isOpen) yield this.#take()
  }

  #hold(bytes: Buffer, start: number, end: number): void {
    this.#isOpen = true
    const room = LINE_BYTES_MAX - this.#length
    const taken = Math.min(room, end - start)
    bytes.copy(this.#held, this.#length, start, start + taken)
    this.#length += taken
    if (taken < end - start) this.#isCut = true
  }

  #take(): RawLine {
    this.#number++
    let kept: Uint8Array = this.#held.subarray(0, this.#length)
    if (this.#number === 1) this.#isWide = isUtf16(kept)
    if (this.#isWide) kept = kept.filter((byte) => byte !== 0 && byte < 0xfe)
    const line = { number: this.#number, text: decoder.decode(kept), isCut: this.#isCut }
    this.#length = 0
    this.#isCut = false
    this.#isOpen = false
    return line
  }
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}
