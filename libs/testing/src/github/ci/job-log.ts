import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'

/** The largest log of one job; what a job prints beyond it is dropped, and one line says so. */
const LOG_BYTES_MAX = 50_000_000

/**
 * Writes a job's log in the form in which GitHub hands it out: a byte-order mark, and before each
 * line its time in UTC with seven digits after the second, and one space.
 */
export class JobLog {
  readonly #file: WriteStream
  readonly #present: (line: string) => string
  readonly #bytesMax: number
  #size = 3
  #isFull = false

  /** `present` gets each line before it is written, to hide what no reader may see. */
  constructor(path: string, present: (line: string) => string, bytesMax = LOG_BYTES_MAX) {
    this.#bytesMax = bytesMax
    this.#present = present
    this.#file = createWriteStream(path)
    this.#file.write('\u{FEFF}')
  }

  line(text: string): void {
    if (this.#isFull) return
    for (const part of this.#present(text).split('\n')) if (!this.#isFull) this.#write(part)
  }

  group(title: string, lines: readonly string[]): void {
    this.line(`##[group]${title}`)
    for (const text of lines) this.line(text)
    this.line('##[endgroup]')
  }

  async close(): Promise<void> {
    this.#file.end()
    if (!this.#file.closed) await once(this.#file, 'close')
  }

  #write(text: string): void {
    const bytes = Buffer.from(`${logTime()} ${text}\n`)
    this.#size += bytes.length
    this.#isFull = this.#size > this.#bytesMax
    this.#file.write(this.#isFull ? `${logTime()} [the rest of the log is cut]\n` : bytes)
  }
}

/** `2026-01-31T12:00:00.1234567Z` */
function logTime(): string {
  const now = performance.timeOrigin + performance.now()
  const fraction = String(Math.floor((now % 1000) * 10_000)).padStart(7, '0')
  return `${new Date(now).toISOString().slice(0, 19)}.${fraction}Z`
}
