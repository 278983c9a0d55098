import type { PatchLine } from './patch-file.ts'
import type { PatchLines } from './patch-lines.ts'

const HEADER = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(?: .*)?$/s

/**
 * Reads the hunks of one file; each must have exactly the lines that its header announces, change
 * something, and stand behind the one before it, as git writes them.
 */
export function parseHunks(lines: PatchLines): PatchLine[][] {
  const hunks: PatchLine[][] = []
  const read: Record<'old' | 'new', number> = { old: 0, new: 0 }
  while (lines.next?.startsWith('@@')) {
    const header = lines.takeIf(HEADER)
    if (header === null) throw lines.error('a hunk has a header of another form')
    const [, oldStart, oldCount = '1', newStart, newCount = '1'] = header
    const sides = {
      old: { at: Number(oldStart), left: Number(oldCount) },
      new: { at: Number(newStart), left: Number(newCount) },
    }
    for (const side of ['old', 'new'] as const) {
      const { at, left } = sides[side]
      // Where there are no lines, the header names the line before.
      const first = left === 0 ? at + 1 : at
      if (first < read[side]) throw lines.error('a hunk stands before the end of another one')
      read[side] = first + left
    }
    const hunk = parseHunk(lines, sides)
    if (hunk.every(({ kind }) => kind === 'context')) throw lines.error('a hunk changes nothing')
    hunks.push(hunk)
  }
  return hunks
}

interface Side {
  at: number
  left: number
}

function parseHunk(lines: PatchLines, sides: { old: Side; new: Side }): PatchLine[] {
  const hunk: PatchLine[] = []
  while (sides.old.left > 0 || sides.new.left > 0) {
    const kind = kinds.get(lines.next?.[0] ?? '')
    if (kind !== undefined) {
      const number = kind === 'removed' ? sides.old.at : sides.new.at
      if (kind !== 'added') step(lines, sides.old)
      if (kind !== 'removed') step(lines, sides.new)
      hunk.push({ kind, text: lines.take().slice(1), number })
    } else if (!endsWithout(hunk, lines)) {
      throw lines.error('a hunk has fewer lines than it announces, or one of no known kind')
    }
  }
  endsWithout(hunk, lines)
  return hunk
}

/** Takes the note that the line before it has no end, if one stands here. */
function endsWithout(hunk: PatchLine[], lines: PatchLines): boolean {
  const last = hunk.at(-1)
  if (last === undefined || lines.takeIf(END_NOTE) === null) return false
  last.isUnended = true
  return true
}

const kinds = new Map<string, PatchLine['kind']>([
  [' ', 'context'],
  ['+', 'added'],
  ['-', 'removed'],
])
const END_NOTE = /^\\ No newline at end of file$/

function step(lines: PatchLines, side: Side): void {
  if (side.left === 0) throw lines.error('a hunk has more lines than its header announces')
  side.at += 1
  side.left -= 1
}
