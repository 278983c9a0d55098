/**
 * A job, a step and the timestamp of the runner, behind whatever has become of a byte-order mark.
 * A line that begins with the timestamp itself is the runner's: the columns in it were printed.
 */
const firstLine =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape that hides a tab makes no column.
  /^(?!\uFEFF?\d{4}-\d\d-\d\dT)[^\t\u001b]{1,200}\t[^\t\u001b]{0,300}\t.{0,3}\d{4}-\d\d-\d\dT/

/**
 * Whether a log has the columns of `gh run view --log`, told by its first line: a program may print
 * the log of another run later on, and the jobs in that are not this log's. Null for a blank line,
 * after which the next one tells.
 */
export function hasColumns(line: string): boolean | null {
  return line.trim() === '' ? null : firstLine.test(line)
}
