import { LOG_BYTES_MAX } from '@millwright/protocol'
import { cleanLine } from './clean-line.ts'
import { isText } from './is-text.ts'
import { TEXT_LINES_MAX } from './limits.ts'
import { LineMatcher } from './line-matcher.ts'
import type { Line, Step } from './log-step.ts'
import type { RuleSet } from './rule-set.ts'
import { LineSplitter, type RawLine } from './split-lines.ts'
import { StepTracker } from './step-tracker.ts'

/** What one pass over a log found. */
export type LogReading = {
  steps: readonly Step[]
  bytes: number
  lines: number
  /** Lines longer than LINE_BYTES_MAX, which were cut. */
  cutLines: number
  /** True when the log was longer than LOG_BYTES_MAX or TEXT_LINES_MAX. */
  isCut: boolean
  isText: boolean
  /** Folders the repository was checked out to, as far as known; each ends in a slash. */
  roots: readonly string[]
}

export type LogInput = AsyncIterable<Uint8Array> | Uint8Array | string

const workingDirectory = /^Working directory is '(\/[^']{1,300})'$/

/** Reads a log once, in constant memory. `roots` are folders the repository was checked out to. */
export async function readLog(
  input: LogInput,
  rules: RuleSet,
  roots: readonly string[],
): Promise<LogReading> {
  const reader = new LogReader(rules, roots)
  for await (const chunk of chunksOf(input)) if (!reader.push(chunk)) break
  return reader.end()
}

async function* chunksOf(input: LogInput): AsyncGenerator<Uint8Array> {
  if (typeof input === 'string') yield Buffer.from(input)
  else if (input instanceof Uint8Array) yield input
  else yield* input
}

class LogReader {
  readonly #splitter = new LineSplitter()
  readonly #tracker = new StepTracker()
  readonly #matcher: LineMatcher
  readonly #roots: string[]
  #bytes = 0
  #lines = 0
  #textLines = 0
  #cutLines = 0
  #isCut = false
  #isText = true

  constructor(rules: RuleSet, roots: readonly string[]) {
    this.#roots = roots.map((root) => (root.endsWith('/') ? root : `${root}/`))
    this.#matcher = new LineMatcher(rules, this.#roots)
  }

  /** Returns false when no more is wanted. */
  push(chunk: Uint8Array): boolean {
    const kept = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).subarray(
      0,
      LOG_BYTES_MAX - this.#bytes,
    )
    if (this.#bytes === 0) this.#isText = isText(kept)
    this.#isCut = kept.length < chunk.byteLength
    this.#bytes += kept.length
    if (!this.#isText) return false
    for (const line of this.#splitter.push(kept)) {
      this.#take(line)
      if (this.#textLines < TEXT_LINES_MAX) continue
      this.#isCut = true
      break
    }
    return !this.#isCut
  }

  end(): LogReading {
    for (const line of this.#splitter.end()) this.#take(line)
    for (const line of this.#tracker.finish()) this.#look(line)
    return {
      steps: this.#tracker.steps,
      bytes: this.#bytes,
      lines: this.#lines,
      cutLines: this.#cutLines,
      isCut: this.#isCut,
      isText: this.#isText,
      roots: this.#roots,
    }
  }

  #take(raw: RawLine): void {
    this.#lines = raw.number
    if (raw.isCut) this.#cutLines++
    const clean = cleanLine(raw.text)
    if (clean.pieces.length > 0) this.#textLines++
    for (const text of clean.pieces) {
      for (const line of this.#tracker.accept({ number: raw.number, text }, clean)) this.#look(line)
    }
  }

  #look(line: Line): void {
    const folder = workingDirectory.exec(line.text)?.[1]
    if (folder && this.#roots.length < 10) this.#roots.push(`${folder}/`)
    this.#matcher.look(line, this.#tracker.steps)
  }
}
