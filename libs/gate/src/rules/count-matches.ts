import type { PatchFile } from '../patch/patch-file.ts'
import { linesOf } from './changed-lines.ts'

/** How often a pattern is found in what is removed and in what is added, but for comments. */
export function countMatches(file: PatchFile, pattern: RegExp): { removed: number; added: number } {
  const count = (kind: 'removed' | 'added') =>
    linesOf(file, kind).reduce((sum, { text }) => sum + matchesIn(text, pattern), 0)
  return { removed: count('removed'), added: count('added') }
}

/** The first removed line with the pattern, for a reader to look at; null when there is none. */
export function firstRemoved(file: PatchFile, pattern: RegExp): number | null {
  return linesOf(file, 'removed').find(({ text }) => matchesIn(text, pattern) > 0)?.number ?? null
}

/** How often a pattern is found in a line that is not a comment as a whole. */
export function matchesIn(text: string, pattern: RegExp): number {
  if (/^\s*(?:\/\/|#(?!!?\s*\[)|--|\*|\/\*|<!--|;)/.test(text)) return 0
  return [...text.matchAll(new RegExp(pattern, 'g'))].length
}
