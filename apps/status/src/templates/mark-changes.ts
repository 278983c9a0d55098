import { diffLines, diffWordsWithSpace } from 'diff'
import { z } from 'zod'

/** Edits after which two texts are too different to be compared, and to be read side by side. */
export const EDITS_MAX = 1_000
/** Characters of a changed passage within which words are compared; beyond it, lines alone. */
export const WORDS_CHARS_MAX = 20_000
/** Lines that stay around a change. */
export const AROUND = 3

/** One line of two texts laid over each other. */
export const MarkedLine = z.object({
  kind: z.enum(['same', 'added', 'removed', 'skipped']),
  /** What stands in it, split where words differ; of skipped lines, how many they are. */
  parts: z.array(z.object({ text: z.string(), is_changed: z.boolean() })),
})
export type MarkedLine = z.infer<typeof MarkedLine>
type Part = MarkedLine['parts'][number]

/**
 * What became of a text, line by line, with the words that differ within lines that were rewritten.
 * Empty when both are the same; null when more than EDITS_MAX lines differ.
 */
export function markChanges(before: string, after: string): MarkedLine[] | null {
  if (before === after) return []
  const chunks = diffLines(closed(before), closed(after), { maxEditLength: EDITS_MAX })
  if (chunks === undefined) return null
  const lines: MarkedLine[] = []
  for (const [at, { added, removed, value }] of chunks.entries()) {
    const next = chunks[at + 1]
    const last = chunks[at - 1]
    if (removed && next?.added) lines.push(...rewritten(value, next.value))
    else if (removed) lines.push(...wholeLines('removed', value))
    else if (added && last?.removed) continue
    else if (added) lines.push(...wholeLines('added', value))
    else lines.push(...shortened(value, at === 0, next === undefined))
  }
  return lines
}

/** So that a last line without its end is not taken for another one. */
const closed = (text: string) => (text.endsWith('\n') ? text : `${text}\n`)

function rewritten(before: string, after: string): MarkedLine[] {
  const isLong = before.length + after.length > WORDS_CHARS_MAX
  const words = isLong ? undefined : diffWordsWithSpace(before, after, { maxEditLength: EDITS_MAX })
  if (words === undefined) return [...wholeLines('removed', before), ...wholeLines('added', after)]
  const side = (kind: 'removed' | 'added') => {
    const other = kind === 'removed' ? 'added' : 'removed'
    const own = words.filter((word) => !word[other])
    return inLines(own.map((word) => ({ text: word.value, is_changed: word[kind] }))).map(
      (parts) => ({ kind, parts }),
    )
  }
  return [...side('removed'), ...side('added')]
}

/** Parts of a text that ends with its line, each line with its own. */
function inLines(parts: readonly Part[]): Part[][] {
  const lines: Part[][] = [[]]
  for (const { text, is_changed } of parts) {
    for (const [nth, piece] of text.split('\n').entries()) {
      if (nth > 0) lines.push([])
      if (piece !== '') lines.at(-1)?.push({ text: piece, is_changed })
    }
  }
  return lines.slice(0, -1)
}

function wholeLines(kind: 'added' | 'removed' | 'same', text: string): MarkedLine[] {
  const is_changed = kind !== 'same'
  return inLines([{ text, is_changed }]).map((parts) => ({ kind, parts }))
}

/** Of what is the same, only the lines next to a change. */
function shortened(text: string, isFirst: boolean, isLast: boolean): MarkedLine[] {
  const lines = wholeLines('same', text)
  const head = isFirst ? 0 : AROUND
  const tail = isLast ? 0 : AROUND
  const skipped = lines.length - head - tail
  if (skipped <= 1) return lines
  const note: MarkedLine = {
    kind: 'skipped',
    parts: [{ text: `${skipped} lines are the same`, is_changed: false }],
  }
  return [...lines.slice(0, head), note, ...lines.slice(lines.length - tail)]
}
