import { codeFrame } from '@millwright/template'

/** Where in a file a problem is; line and column count from 1. */
export type Place = { file: string; line: number; column: number }

/** A rule pack or a list of known issues that cannot be used; says where, and what to change. */
export class TriageError extends Error {
  readonly code = 'MW_TRIAGE'
  readonly file: string
  readonly line: number
  readonly column: number

  /** `text` is the whole file, from which the code frame is cut; empty when there is none. */
  constructor(problem: string, place: Place, text: string, options?: { cause?: unknown }) {
    const { file, line, column } = place
    const frame = text === '' ? '' : `\n${codeFrame(text, line, column)}`
    super(`${file}:${line}:${column}: ${problem}${frame}`, options)
    this.name = 'TriageError'
    this.file = file
    this.line = line
    this.column = column
  }
}
