import type { GateFinding } from '@millwright/protocol'
import type { Hunk } from './parse-patch.ts'

/** A hunk with what the gate says about it. */
export interface JudgedHunk {
  readonly hunk: Hunk
  readonly findings: readonly GateFinding[]
}

/** Those that the gate objects to first, the most objections on top; the others as they stand. */
export function byRisk(hunks: readonly Hunk[], findings: readonly GateFinding[]): JudgedHunk[] {
  const judged = hunks.map((hunk) => ({
    hunk,
    findings: findings.filter((finding) => isAbout(finding, hunk)),
  }))
  return judged.toSorted((a, b) => b.findings.length - a.findings.length)
}

/** A finding without a line is about the whole file. */
function isAbout({ path, line }: GateFinding, hunk: Hunk): boolean {
  if (path !== hunk.path) return false
  return line === null || (line >= hunk.start && line < hunk.start + Math.max(1, hunk.length))
}
