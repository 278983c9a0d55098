import type { PatchFile } from './patch-file.ts'

/**
 * The text of a file after a patch, read to the letter: each hunk stands exactly where it says, and
 * each line that it names is there. Null where this is not so; git would look for another place.
 */
export function rebuild(before: string, { hunks }: PatchFile): string | null {
  const old = linesOf(before)
  const made: string[] = []
  let taken = 0
  let grown = 0
  for (const { kind, text, number, isUnended } of hunks.flat()) {
    const line = isUnended === true ? text : `${text}\n`
    const at = (kind === 'removed' ? number : number - grown) - 1
    if (at < taken || at > old.length) return null
    for (; taken < at; taken += 1) made.push(old[taken] ?? '')
    if (kind !== 'added') {
      if (old[at] !== line) return null
      taken += 1
    }
    if (kind !== 'removed') made.push(line)
    if (kind === 'added') grown += 1
    if (kind === 'removed') grown -= 1
  }
  for (; taken < old.length; taken += 1) made.push(old[taken] ?? '')
  // Only the last line of a file can be without an end.
  return made.slice(0, -1).every((line) => line.endsWith('\n')) ? made.join('') : null
}

/** The lines with their ends; the last one may have none. */
function linesOf(text: string): string[] {
  return text === '' ? [] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? [])
}
