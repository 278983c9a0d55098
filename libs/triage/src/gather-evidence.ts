import { EVIDENCE_CHARS_MAX, type EvidenceLine } from '@millwright/protocol'
import { contextOf } from './context-of.ts'
import type { Choice } from './decide.ts'
import type { GreenLines } from './green-lines.ts'
import { EVIDENCE_LINES_MAX } from './limits.ts'
import type { Line } from './log-step.ts'

/**
 * The lines that show a failure, the most telling first: the decisive lines of the chosen hit, those
 * of the same rule's other hits, what the pack collected, then the context of the chosen hit;
 * what green runs print as well comes last. At most EVIDENCE_LINES_MAX lines and EVIDENCE_CHARS_MAX characters.
 */
export function gatherEvidence(choice: Choice, green?: GreenLines): EvidenceLine[] {
  const { hit, siblings, step } = choice
  const collected = step.collected.get(hit.rule.pack.name) ?? []
  const own = contextOf(hit, step)
  const around = siblings.slice(0, 6).map((sibling) => contextOf(sibling, step))
  const lines = [
    ...hit.lines,
    ...siblings.slice(0, 12).flatMap((sibling) => sibling.lines),
    ...own.before,
    ...own.after,
    ...collected.slice(0, 12).map(({ line }) => line),
    ...around.flatMap(({ before, after }) => [...before, ...after]),
  ]
  return withinLimits(green ? greenLast(lines, green) : lines)
}

/** Lines that green runs print as well come after those that they do not. */
function greenLast(lines: readonly Line[], green: GreenLines): Line[] {
  const isGreen = lines.map(({ text }) => green.has(text))
  return [...lines.filter((_, i) => !isGreen[i]), ...lines.filter((_, i) => isGreen[i])]
}

/** Cuts a list of lines to what a diagnosis may carry; a line counts once. */
export function withinLimits(lines: readonly Line[]): EvidenceLine[] {
  const seen = new Set<number>()
  const evidence: EvidenceLine[] = []
  let chars = 0
  for (const { number, text } of lines) {
    if (seen.has(number) || text.trim() === '') continue
    // The number and its separator stand in the excerpt too.
    chars += text.length + 10
    if (chars > EVIDENCE_CHARS_MAX || evidence.length >= EVIDENCE_LINES_MAX) break
    seen.add(number)
    evidence.push({ line: number, text })
  }
  return evidence
}
