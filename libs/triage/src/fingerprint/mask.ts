/**
 * Makes a line of a log equal for the same cause in any run: times, durations, hashes, addresses,
 * paths of the runner and numbers become marks. Codes such as TS2304 stay, because a digit after a
 * letter belongs to a name.
 */
export function mask(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>')
    .replaceAll(/\b\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\b/g, '<time>')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>')
    .replaceAll(/\b0x[0-9a-f]{1,16}\b/gi, '<address>')
    .replaceAll(/\b(?=[a-f]{0,63}\d)[0-9a-f]{7,64}\b/g, '<hash>')
    .replaceAll(/(?:[A-Za-z]:)?(?:[\\/][\w.@+-]{1,100}){2,}/g, lastPart)
    .replaceAll(
      /\b\d{1,20}(?:\.\d{1,20})? ?(?:ns|µs|us|ms|s|m|min|sec|seconds|minutes)\b/g,
      '<duration>',
    )
    .replaceAll(/(^|[^A-Za-z0-9_])\d{1,20}(?:[.,]\d{1,20})*(?![A-Za-z0-9_])/g, '$1<n>')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
}

/** Of a path only the last part is the same on every machine. */
function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}
