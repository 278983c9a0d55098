import type { Step } from '../steps/log-step.ts'

/** What one pass over a log found. */
export type LogReading = {
  steps: readonly Step[]
  bytes: number
  lines: number
  /** Lines longer than LINE_BYTES_MAX, which were cut. */
  cutLines: number
  /** True when the log was longer than LOG_BYTES_MAX or READ_LINES_MAX. */
  isCut: boolean
  isText: boolean
  /** Folders the repository was checked out to, as far as known; each ends in a slash. */
  roots: readonly string[]
}
