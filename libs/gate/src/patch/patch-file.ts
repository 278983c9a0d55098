/** One line of a hunk, without its first character and its line end. */
export interface PatchLine {
  kind: 'added' | 'removed' | 'context'
  text: string
  /** From 1: in the new file for added and context lines, in the old one for removed lines. */
  number: number
  /** The last line of its file, which no line end follows. */
  isUnended?: true
}

/** What a patch does to one file. */
export interface PatchFile {
  /** The path after the change; for a deleted file the path before it. */
  path: string
  /** The path before the change; differs from `path` for a rename or a copy only. */
  oldPath: string
  change: 'added' | 'deleted' | 'modified' | 'renamed' | 'copied'
  /** As far as the patch says: `100644`, `100755`, `120000` (link), `160000` (submodule). */
  oldMode: string | null
  newMode: string | null
  isBinary: boolean
  hunks: PatchLine[][]
}
