import type { PatchFile, PatchLine } from '../patch/patch-file.ts'

/** Rules look at this much of a line; `long-line` refuses what is longer. */
export const LINE_CHARS_MAX = 2000

/** The lines of one kind, cut to what rules look at; a Windows line end is no part of a line. */
export function linesOf(file: PatchFile, kind: PatchLine['kind']): PatchLine[] {
  return file.hunks
    .flat()
    .filter((line) => line.kind === kind)
    .map((line) => ({ ...line, text: line.text.slice(0, LINE_CHARS_MAX).replace(/\r$/, '') }))
}

/** Two rules of three ask for the new lines, always of the same few files. */
const newLines = new WeakMap<PatchFile, PatchLine[]>()

/**
 * The added lines that do not merely move or reformat a line that was there: indentation, spaces,
 * the kind of quotes and a last comma or semicolon make no difference.
 */
export function newLinesOf(file: PatchFile): readonly PatchLine[] {
  const found = newLines.get(file) ?? findNewLines(file)
  newLines.set(file, found)
  return found
}

function findNewLines(file: PatchFile): PatchLine[] {
  const known = new Map<string, number>()
  for (const { text } of linesOf(file, 'removed')) {
    const key = essence(text)
    known.set(key, (known.get(key) ?? 0) + 1)
  }
  return linesOf(file, 'added').filter(({ text }) => {
    const key = essence(text)
    const left = known.get(key) ?? 0
    known.set(key, left - 1)
    return left <= 0
  })
}

/**
 * The removed lines but for those of a block that came back line by line in other spaces or quotes.
 * A line that was moved counts: it may now stand where it is never reached.
 */
export function goneLinesOf(file: PatchFile): PatchLine[] {
  const reformatted = new Set(
    file.hunks.flatMap(blocksOf).flatMap((block) => {
      const of = (kind: PatchLine['kind']) => block.filter((line) => line.kind === kind)
      const [before, after] = [of('removed'), of('added')]
      const isSame =
        before.length === after.length &&
        before.every(({ text }, at) => essence(text) === essence(after[at]?.text ?? ''))
      return isSame ? before.map(({ number }) => number) : []
    }),
  )
  return linesOf(file, 'removed').filter(({ number }) => !reformatted.has(number))
}

/** The changed lines of a hunk, in groups that no unchanged line divides. */
function blocksOf(hunk: readonly PatchLine[]): PatchLine[][] {
  const blocks: PatchLine[][] = [[]]
  for (const line of hunk) {
    if (line.kind === 'added' || line.kind === 'removed') blocks.at(-1)?.push(line)
    else blocks.push([])
  }
  return blocks
}

function essence(text: string): string {
  const tight = text.replaceAll(/\s+/g, '').replaceAll(/['`]/g, '"')
  let end = tight.length
  while (end > 0 && ',;'.includes(tight.charAt(end - 1))) end -= 1
  return tight.slice(0, end)
}
