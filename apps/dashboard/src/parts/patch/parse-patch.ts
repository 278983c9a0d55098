/** One line of a hunk as it stands in the patch, with its sign. */
export interface PatchLine {
  readonly kind: 'added' | 'removed' | 'same'
  readonly text: string
}

/** A place that the patch changes. */
export interface Hunk {
  readonly path: string
  /** The first line after the change, and how many lines the hunk covers there. */
  readonly start: number
  readonly length: number
  /** What stands above the hunk in the patch: modes, renames, `Binary files differ`. */
  readonly notes: readonly string[]
  readonly lines: readonly PatchLine[]
}

const hunkHead = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/
const fileHead = /^diff --git a\/.* b\/(.*)$/
const sides = /^(?:---|\+\+\+) (?:[ab]\/)?(.*)$/

/**
 * Takes a unified diff (https://git-scm.com/docs/diff-format) apart for people to look at. It
 * decides nothing: whatever it does not know is shown as a note.
 */
export function parsePatch(patch: string): Hunk[] {
  const hunks: Hunk[] = []
  let path = ''
  let notes: string[] = []
  let open: { lines: PatchLine[]; removed: number; added: number } | null = null
  const leaveFile = () => {
    if (notes.length > 0) hunks.push({ path, start: 0, length: 0, notes, lines: [] })
    notes = []
  }
  for (const text of patch.split('\n')) {
    if (open !== null && (open.removed > 0 || open.added > 0 || text.startsWith('\\'))) {
      const line = toLine(text)
      open.lines.push(line)
      if (line.kind !== 'added') open.removed -= 1
      if (line.kind !== 'removed') open.added -= 1
      continue
    }
    const file = fileHead.exec(text)
    const side = sides.exec(text)
    const head = hunkHead.exec(text)
    if (file) {
      leaveFile()
      path = file[1] ?? ''
    } else if (side) {
      if (side[1] !== '/dev/null') path = side[1] ?? ''
    } else if (head) {
      const [, removed = '1', start, added = '1'] = head
      open = { lines: [], removed: Number(removed), added: Number(added) }
      const { lines } = open
      hunks.push({ path, start: Number(start), length: Number(added), notes, lines })
      notes = []
    } else if (text !== '' && !text.startsWith('index ')) {
      notes.push(text)
    }
  }
  leaveFile()
  return hunks
}

function toLine(text: string): PatchLine {
  if (text.startsWith('+')) return { kind: 'added', text }
  return { kind: text.startsWith('-') ? 'removed' : 'same', text }
}
