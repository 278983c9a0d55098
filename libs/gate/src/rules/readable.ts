import type { PatchFile } from '../patch/patch-file.ts'
import { shortSpaces } from '../short-spaces.ts'
import { LINE_CHARS_MAX } from './changed-lines.ts'

/** The files of a patch as rules read them: lines cut to what they look at, long space shortened. */
export function readable(files: readonly PatchFile[]): PatchFile[] {
  return files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) =>
      hunk.map((line) => ({ ...line, text: shortSpaces(line.text.slice(0, LINE_CHARS_MAX)) })),
    ),
  }))
}
