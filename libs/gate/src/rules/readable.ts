import type { PatchFile } from '../patch/patch-file.ts'
import { LINE_CHARS_MAX } from './changed-lines.ts'

/** Spaces next to each other that rules see of more. */
const SPACES_MAX = 40
const LONG_SPACE = new RegExp(`\\s{${SPACES_MAX + 1},}`, 'g')

/**
 * The files of a patch as rules read them: lines cut to what rules look at, and long runs of white
 * space shortened. To no rule do more spaces say anything else, and trying where a run might end
 * takes a pattern the square of its length, or worse.
 */
export function readable(files: readonly PatchFile[]): PatchFile[] {
  return files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) =>
      hunk.map((line) => ({
        ...line,
        text: line.text.slice(0, LINE_CHARS_MAX).replaceAll(LONG_SPACE, ' '.repeat(SPACES_MAX)),
      })),
    ),
  }))
}
