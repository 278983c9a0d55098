import { codeFrame } from './code-frame.ts'

/** Where in a template something is; line and column count from 1. */
export type Place = { file: string; line: number; column: number }

/** A prompt template that cannot be used; the message shows the place and the lines around it. */
export class TemplateError extends Error {
  readonly code = 'MW_TEMPLATE'
  readonly file: string
  readonly line: number
  readonly column: number
  /** What is wrong, without the place. */
  readonly problem: string
  /** The lines around the place, numbered. */
  readonly frame: string

  /** `text` is the whole file, from which the code frame is cut. */
  constructor(problem: string, place: Place, text: string, options?: { cause?: unknown }) {
    const { file, line, column } = place
    const frame = codeFrame(text, line, column)
    super(`${file}:${line}:${column}: ${problem}\n${frame}`, options)
    this.name = 'TemplateError'
    this.file = file
    this.line = line
    this.column = column
    this.problem = problem
    this.frame = frame
  }
}

/** Who is told of a problem that does not keep the next one from being looked for. */
export type Report = (problem: TemplateError) => void
