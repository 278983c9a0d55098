import { LINE_BYTES_MAX } from '../limits.ts'
import type { RawLine } from './split-lines.ts'

export type WideEncoding = 'utf-16le' | 'utf-16be'

const LF = 0x0a
/** Units that must all look alike for UTF-16 without a byte-order mark. */
const PROBE_UNITS = 8

/** The encoding of a log that starts with these bytes; null for UTF-8 and its kin. */
export function wideEncoding(start: Uint8Array): WideEncoding | null {
  const [first, second] = start
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const units = Math.min(PROBE_UNITS, start.length >> 1)
  const areZero = (offset: number) =>
    units > 1 &&
    Array.from({ length: units }, (_, i) => start[2 * i + offset] ?? 1).every((b) => b === 0)
  if (areZero(1) && !areZero(0)) return 'utf-16le'
  return areZero(0) && !areZero(1) ? 'utf-16be' : null
}

/**
 * Splits UTF-16 into lines, at the character LF. The raw file is numbered by LF bytes, and other
 * characters hold such bytes too (U+010A, U+0A00 ...), so these are counted as they come.
 */
export class WideLines {
  readonly #take: (line: RawLine) => void
  readonly #decoder: InstanceType<typeof TextDecoder>
  readonly #isLittle: boolean
  readonly #held = Buffer.alloc(LINE_BYTES_MAX)
  #length = 0
  #isCut = false
  #isOpen = false
  #number = 1
  /** LF bytes inside characters of the line that is being held. */
  #extra = 0
  /** The first byte of a unit whose second one is in the next chunk. */
  #half = -1

  constructor(encoding: WideEncoding, take: (line: RawLine) => void) {
    this.#take = take
    this.#isLittle = encoding === 'utf-16le'
    this.#decoder = new TextDecoder(encoding)
  }

  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#half === -1) this.#half = byte
      else {
        this.#unit(this.#half, byte)
        this.#half = -1
      }
    }
  }

  end(): void {
    if (this.#isOpen) this.#endLine()
  }

  #unit(first: number, second: number): void {
    const [low, high] = this.#isLittle ? [first, second] : [second, first]
    if (low === LF && high === 0) {
      this.#endLine()
      return
    }
    this.#isOpen = true
    if (first === LF) this.#extra++
    if (second === LF) this.#extra++
    if (this.#length + 2 > LINE_BYTES_MAX) {
      this.#isCut = true
      return
    }
    this.#held[this.#length++] = first
    this.#held[this.#length++] = second
  }

  #endLine(): void {
    const text = this.#decoder.decode(this.#held.subarray(0, this.#length))
    const bytes = Buffer.from(text)
    this.#take({ number: this.#number, bytes, start: 0, end: bytes.length, isCut: this.#isCut })
    this.#number += 1 + this.#extra
    this.#extra = 0
    this.#length = 0
    this.#isCut = false
    this.#isOpen = false
  }
}
