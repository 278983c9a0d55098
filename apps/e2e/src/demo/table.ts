import { oneLine } from './one-line.ts'
import type { Paint } from './paint.ts'
import type { StoryResult } from './play.ts'

const PROBLEM_CHARS_MAX = 600

/** The table at the end of the demo: one line a story, and a line for each problem. */
export function table(results: readonly StoryResult[], paint: Paint): string {
  const rows = results.map((r) => [
    r.story,
    r.title,
    r.tasks.map((t) => t.verdict).join(', ') || '-',
    r.tasks.map((t) => t.state).join(', ') || '-',
    commitOf(r),
    `${r.seconds.toFixed(1)} s`.padStart(6),
    r.ok ? 'ok' : 'NOT OK',
  ])
  const head = ['', 'story', 'verdict', 'ended as', 'commit', 'time', '']
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  const rule = widths.map((w) => '-'.repeat(w)).join('  ')
  const painted = rows.map((row, i) => paint(results[i]?.ok ? 'green' : 'red', line(row)))
  const problems = results.flatMap((r) =>
    r.problems.map((p) => paint('red', `${r.story}: ${oneLine(p, PROBLEM_CHARS_MAX)}`)),
  )
  return [line(head), rule, ...painted, ...problems].join('\n')
}

function commitOf(result: StoryResult): string {
  const task = result.tasks.at(-1)
  if (!task?.head_after) return '-'
  return `${task.head_before.slice(0, 7)} -> ${task.head_after.slice(0, 7)}`
}
