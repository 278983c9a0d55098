import type { JudgedHunk } from './by-risk.ts'

/** The first hunks, as many as have no more than `max` lines together. */
export function withinLines(judged: readonly JudgedHunk[], max: number): readonly JudgedHunk[] {
  let lines = 0
  const end = judged.findIndex(({ hunk }) => {
    lines += hunk.lines.length
    return lines > max
  })
  return end < 0 ? judged : judged.slice(0, end)
}
