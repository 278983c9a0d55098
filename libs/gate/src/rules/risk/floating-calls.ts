import type { PatchFile } from '../../patch/patch-file.ts'
import { linesOf } from '../changed-lines.ts'

const WAITS = /\b(?:await|return|yield)\b/

/**
 * Numbers of the new lines where `void` before a call that nobody waited for says what was so, as
 * linters ask. Each call that was there counts once, and none of a function whose outcome a removed
 * line waited for.
 */
export function floatingCalls(file: PatchFile): ReadonlySet<number> {
  const removed = linesOf(file, 'removed').map(({ text }) => text.trim())
  const added = linesOf(file, 'added').map((line) => ({ ...line, text: line.text.trim() }))
  const waited = new Set(removed.filter((text) => WAITS.test(text)).flatMap(wordsOf))
  const bare = new Map<string, number>()
  const count = (call: string, by: number) => bare.set(call, (bare.get(call) ?? 0) + by)
  for (const text of removed) count(text, 1)
  for (const { text } of added) count(text, -1)
  const floating = added.filter(({ text }) => {
    const call = text.replace(/^void\s+/, '')
    const isKnown = call !== text && (bare.get(call) ?? 0) > 0
    if (!isKnown || waited.has(wordsOf(call)[0] ?? '')) return false
    count(call, -1)
    return true
  })
  return new Set(floating.map(({ number }) => number))
}

/** The names in a line, each with what it is reached through. */
function wordsOf(text: string): string[] {
  return text.split(/[^\w$.]+/).filter((word) => word !== '')
}
