/**
 * How many characters stand before a place of a text. Lines and columns count from 1; a place
 * beyond the end of its line or of the text is the end.
 */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  const within = Math.min(column - 1, lines[line - 1]?.length ?? 0)
  return Math.min(before + within, text.length)
}
