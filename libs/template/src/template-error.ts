/** Where in a template something is; line and column count from 1. */
export type Place = { file: string; line: number; column: number }

/** A prompt template that cannot be used; the message shows the place and the lines around it. */
export class TemplateError extends Error {
  readonly code = 'MW_TEMPLATE'
  readonly file: string
  readonly line: number
  readonly column: number

  /** `text` is the whole file, from which the code frame is cut. */
  constructor(problem: string, place: Place, text: string, options?: { cause?: unknown }) {
    const { file, line, column } = place
    super(`${file}:${line}:${column}: ${problem}\n${codeFrame(text, line, column)}`, options)
    this.name = 'TemplateError'
    this.file = file
    this.line = line
    this.column = column
  }
}

const LINES_AROUND = 2
const LINE_CHARS_MAX = 160

/** The lines around a place, numbered, with a mark below the place itself. */
function codeFrame(text: string, line: number, column: number): string {
  const lines = text.split('\n')
  const first = Math.max(1, line - LINES_AROUND)
  const last = Math.min(lines.length, line + LINES_AROUND)
  const width = String(last).length
  const frame: string[] = []
  for (let number = first; number <= last; number++) {
    const mark = number === line ? '>' : ' '
    const shown = (lines[number - 1] ?? '').slice(0, LINE_CHARS_MAX)
    frame.push(`${mark} ${String(number).padStart(width)} | ${shown}`)
    if (number === line && column <= LINE_CHARS_MAX) {
      frame.push(`  ${' '.repeat(width)} | ${' '.repeat(Math.max(0, column - 1))}^`)
    }
  }
  return frame.join('\n')
}
