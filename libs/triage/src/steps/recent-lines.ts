import { CONTEXT_CHARS_MAX, CONTEXT_LINES_MAX } from '../limits.ts'
import { cleanLine } from '../read/clean-line.ts'
import type { Line } from './log-step.ts'

/** A line that was seen; its bytes are decoded when somebody wants to read it. */
type Seen = { number: number; bytes: Uint8Array; start: number; end: number; lines: Line[] | null }

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The last CONTEXT_LINES_MAX lines with text, for context around a hit. */
export class RecentLines {
  /** Whether the log has the columns of `gh run view --log`; null before its first line. */
  hasColumns: boolean | null = null
  readonly #seen: Seen[] = []
  #next = 0

  /** Adds a line without looking at it. Its bytes must stay until `settle` or the line is gone. */
  add(number: number, bytes: Uint8Array, start: number, end: number): void {
    const place = this.#place()
    place.number = number
    place.bytes = bytes
    place.start = start
    place.end = end
    place.lines = null
  }

  /** Adds a line that is decoded already. */
  addLine({ number, text }: Line): void {
    const place = this.#place()
    place.number = number
    place.bytes = none
    place.lines = [{ number, text: text.slice(0, CONTEXT_CHARS_MAX) }]
  }

  /** Decodes all lines, after which no bytes are needed any more. */
  settle(): void {
    for (const seen of this.#seen) this.#read(seen)
  }

  /** The last lines from a number on, oldest first. */
  since(number: number): Line[] {
    const ordered = [...this.#seen.slice(this.#next), ...this.#seen.slice(0, this.#next)]
    return ordered
      .filter((seen) => seen.number >= number)
      .flatMap((seen) => this.#read(seen))
      .slice(-CONTEXT_LINES_MAX)
  }

  /** The last lines, at most `count`, before the one with this number, oldest first. */
  before(number: number, count: number): Line[] {
    const found: Line[] = []
    const { length } = this.#seen
    for (let back = 1; back <= length && found.length < count; back++) {
      const seen = this.#seen[(this.#next - back + CONTEXT_LINES_MAX) % CONTEXT_LINES_MAX]
      if (seen && seen.number < number) found.unshift(...this.#read(seen))
    }
    return found.slice(-count)
  }

  #place(): Seen {
    const place = this.#seen[this.#next] ?? { number: 0, bytes: none, start: 0, end: 0, lines: [] }
    this.#seen[this.#next] = place
    this.#next = (this.#next + 1) % CONTEXT_LINES_MAX
    return place
  }

  #read(seen: Seen): Line[] {
    if (seen.lines) return seen.lines
    const text = decoder.decode(seen.bytes.subarray(seen.start, seen.end))
    seen.bytes = none
    seen.lines = cleanLine(text, this.hasColumns === true).pieces.map((piece) => ({
      number: seen.number,
      text: piece.slice(0, CONTEXT_CHARS_MAX),
    }))
    return seen.lines
  }
}

const none = new Uint8Array(0)
