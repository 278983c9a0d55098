import { createHash } from 'node:crypto'
import { GREEN_LINES_MAX, GREEN_LOG_LINES_MAX } from '../limits.ts'
import { chunksOf, type LogInput } from '../match/read-log.ts'
import { cleanLine } from '../read/clean-line.ts'
import { hasColumns } from '../read/has-columns.ts'
import { LineSplitter } from '../read/split-lines.ts'
import { mask } from './mask.ts'

/** Six bytes of a digest: among GREEN_LINES_MAX lines two are taken for one once in 100,000 sets. */
const HASH_BYTES = 6
/** Bytes that are not UTF-8 become U+FFFD. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * The lines of a job's green runs, masked and hashed, so that a line which also stands in a run
 * that passed ranks behind one that does not. It only ranks: a first run has no green ones, and
 * what a job prints changes. Holds at most GREEN_LINES_MAX lines; later ones are not remembered.
 */
export class GreenLines {
  readonly #hashes = new Set<number>()

  /** Adds the log of one green run, in memory that does not grow with the log. */
  async add(log: LogInput): Promise<void> {
    let lines = 0
    let isInColumns: boolean | null = null
    const splitter = new LineSplitter(({ bytes, start, end }) => {
      lines++
      if (lines > GREEN_LOG_LINES_MAX) return
      const raw = decoder.decode(bytes.subarray(start, end))
      isInColumns ??= hasColumns(raw)
      this.#remember(cleanLine(raw, isInColumns === true).pieces)
    })
    for await (const chunk of chunksOf(log)) {
      splitter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
      if (lines >= GREEN_LOG_LINES_MAX || this.#hashes.size >= GREEN_LINES_MAX) return
    }
    splitter.end()
  }

  /** True when a green run printed this line, but for numbers, times and the like. */
  has(text: string): boolean {
    return this.#hashes.size > 0 && this.#hashes.has(hashOf(text))
  }

  get size(): number {
    return this.#hashes.size
  }

  #remember(pieces: readonly string[]): void {
    for (const text of pieces) {
      if (this.#hashes.size < GREEN_LINES_MAX) this.#hashes.add(hashOf(text))
    }
  }
}

/** A count of zero is kept: `0 failed` stands in every green run and says nothing of `3 failed`. */
function hashOf(text: string): number {
  const masked = mask(text.replaceAll(/(?<![\w.])0(?![\w.])/g, 'zero'))
  return createHash('sha256').update(masked).digest().readUIntBE(0, HASH_BYTES)
}
