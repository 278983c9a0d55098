const LINES_AROUND = 2
const LINE_CHARS_MAX = 160

/** The lines of a file around a place, numbered, with a mark below the place itself. */
export function codeFrame(text: string, line: number, column: number): string {
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
