import { EVIDENCE_CHARS_MAX, type EvidenceLine } from '@millwright/protocol'
import type { Choice } from '../decide/decide.ts'
import type { GreenLines } from '../fingerprint/green-lines.ts'
import { EVIDENCE_LINES_MAX } from '../limits.ts'
import type { Line } from '../steps/log-step.ts'
import { contextOf } from './context-of.ts'

/** From here on rules of tools know how a tool ends, not what it said. */
const SUMMARY_TIER = 60

/**
 * The lines that show a failure, the most telling first: the decisive lines of the chosen hit, those
 * of the same rule's other hits and the context of the chosen one, then what the pack collected;
 * what green runs print as well comes last. At most EVIDENCE_LINES_MAX lines and EVIDENCE_CHARS_MAX characters.
 */
export function gatherEvidence(choice: Choice, green?: GreenLines): EvidenceLine[] {
  const { hit, siblings, step } = choice
  const collected = step.collected.get(hit.rule.pack.name) ?? []
  const own = contextOf(hit, step)
  const around = siblings.slice(0, 6).map((sibling) => contextOf(sibling, step))
  // What a summary sums up stands around it, not in the next summary.
  const isSummary = hit.rule.tier >= SUMMARY_TIER
  const context = isSummary
    ? tellingFirst([...own.before.toReversed(), ...own.after])
    : [...own.before, ...own.after]
  const likes = siblings.slice(0, 12).flatMap((sibling) => sibling.lines)
  const lines = [
    ...hit.lines,
    ...(isSummary ? [...context, ...likes] : [...likes, ...context]),
    ...collected.slice(0, 12).map(({ line }) => line),
    ...around.flatMap(({ before, after }) => [...before, ...after]),
  ]
  return withinLimits(green ? greenLast(lines, green) : lines)
}

/** Lines of a context that complain, before the others; each kind in the order of the log. */
function tellingFirst(lines: readonly Line[]): Line[] {
  const isTelling = lines.map(({ text }) => complaint.test(text) && !hush.test(text))
  return [...lines.filter((_, i) => isTelling[i]), ...lines.filter((_, i) => !isTelling[i])]
}

const complaint =
  /\b(?:errors?|fatal|failed|failure|exception|denied|refused|rejected|cannot|can't|could not|couldn't|unable to|not found|no such|undefined|undeclared|unknown|missing|invalid|unexpected|would reformat|expected|traceback|panic)\b/i
/** Words of complaint that say nothing, and how runners end a script. */
const hush =
  /\b(?:0|no) (?:errors?|failures?|failed)\b|\bwarning\b|^##\[error\](?:Process completed|(?:Bash|PowerShell|Cmd\.exe) exited)|^##\[debug\]|^make(?:\[\d{1,3}\])?: |^ERROR: (?:Job failed|No files to upload|script returned)|^Build step |exited with (?:code |status )?\d/i

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
