import type { PatternCursor } from './pattern-tree.ts'

/** Reads `x27` or `x{1F600}`, which stand for a character after a backslash; null for all else. */
export function readCode(at: PatternCursor): string | null {
  const [all, short, long] =
    /^x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/.exec(at.pattern.slice(at.i, at.i + 10)) ?? []
  if (all === undefined) return null
  at.i += all.length
  return String.fromCodePoint(Number.parseInt(short ?? long ?? '0', 16))
}
