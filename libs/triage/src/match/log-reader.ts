import { LOG_BYTES_MAX } from '@millwright/protocol'
import { READ_LINES_MAX, ROOTS_MAX } from '../limits.ts'
import type { RuleSet } from '../packs/rule-set.ts'
import { cleanLine } from '../read/clean-line.ts'
import { hasColumns } from '../read/has-columns.ts'
import { isText } from '../read/is-text.ts'
import { firstShown, LineStart } from '../read/line-start.ts'
import { LineSplitter, type RawLine } from '../read/split-lines.ts'
import { withEscapes } from '../read/with-escapes.ts'
import { mayBeEcho } from '../steps/echo-reader.ts'
import type { Line } from '../steps/log-step.ts'
import { RecentLines } from '../steps/recent-lines.ts'
import { StepTracker } from '../steps/step-tracker.ts'
import { LineMatcher } from './line-matcher.ts'
import type { LogReading } from './log-reading.ts'
import type { MatchWatch } from './match-watch.ts'

/** Bytes that are not UTF-8 become U+FFFD. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const workingDirectory = /^Working directory is '(\/[^']{1,300})'$/

/** Reads a log that comes in chunks, in constant memory. */
export class LogReader {
  readonly #splitter = new LineSplitter((line) => this.#take(line))
  readonly #start = new LineStart()
  readonly #recent = new RecentLines()
  readonly #tracker = new StepTracker(this.#recent)
  readonly #rules: RuleSet
  readonly #matcher: LineMatcher
  readonly #roots: string[]
  #bytes = 0
  #lines = 0
  #readLines = 0
  #cutLines = 0
  #isCut = false
  #isText = true

  constructor(rules: RuleSet, roots: readonly string[], watch?: MatchWatch) {
    this.#rules = rules
    this.#roots = roots.map((root) => (root.endsWith('/') ? root : `${root}/`))
    this.#matcher = new LineMatcher(rules, this.#roots, this.#recent, watch)
  }

  /** Returns false when no more is wanted. */
  push(chunk: Uint8Array): boolean {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const kept = bytes.subarray(0, LOG_BYTES_MAX - this.#bytes)
    if (this.#bytes === 0) this.#isText = isText(kept)
    if (kept.length < chunk.byteLength) this.#isCut = true
    this.#bytes += kept.length
    if (!this.#isText) return false
    this.#splitter.push(kept)
    // Whoever sent the chunk may use its memory again.
    this.#recent.settle()
    return !this.#isCut
  }

  end(): LogReading {
    this.#splitter.end()
    for (const line of this.#tracker.finish()) this.#look(line, null)
    this.#tracker.close()
    this.#matcher.end(this.#tracker.steps)
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
    const line = this.#recent.hasColumns ? withEscapes(raw) : raw
    const { number, bytes, start, end } = line
    if (this.#readLines >= READ_LINES_MAX) {
      this.#isCut = true
      return
    }
    this.#lines = number
    if (line.isCut) this.#cutLines++
    const text = this.#start.of(bytes, start, end)
    const first = firstShown(bytes, text, end)
    if (first === -1) return
    this.#recent.hasColumns ??= hasColumns(decoder.decode(bytes.subarray(start, end)))
    const all = this.#rules.candidates(bytes, text, end)
    const wanted = this.#matcher.wanted(all, this.#tracker.current)
    const isEcho = mayBeEcho(first) || this.#rules.hadPieces()
    const isWanted = isEcho || this.#matcher.isWaiting || this.#tracker.isInHeader
    const candidates =
      isWanted || wanted.length === 0 ? wanted : this.#rules.narrow(wanted, bytes, text, end)
    if (candidates.length === 0 && !isWanted) {
      this.#tracker.pass(number)
      this.#recent.add(number, bytes, start, end)
    } else this.#read(line, candidates)
  }

  /** Reads a line in full. */
  #read({ number, bytes, start, end }: RawLine, candidates: readonly number[]): void {
    this.#readLines++
    const whole = decoder.decode(bytes.subarray(start, end))
    const clean = cleanLine(whole, this.#recent.hasColumns === true)
    const hasNewColumns = clean.jobName !== '' && this.#start.learn(bytes, start, end)
    for (const text of clean.pieces) {
      for (const line of this.#tracker.accept({ number, text }, clean)) {
        this.#look(line, line.number === number && !hasNewColumns ? candidates : null)
      }
    }
  }

  #look(line: Line, candidates: readonly number[] | null): void {
    const folder = workingDirectory.exec(line.text)?.[1]
    if (folder && this.#roots.length < ROOTS_MAX) this.#roots.push(`${folder}/`)
    this.#matcher.look(line, this.#tracker.steps, candidates)
    this.#recent.addLine(line)
  }
}
