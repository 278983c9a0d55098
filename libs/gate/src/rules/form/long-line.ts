import { LINE_CHARS_MAX } from '../changed-lines.ts'
import type { Rule } from '../rule.ts'

/** Other rules look at the start of a line only, so there must be nothing behind it. */
export const longLine: Rule = {
  name: 'long-line',
  decision: 'block',
  find: (patch) =>
    patch.flatMap(({ path, hunks }) =>
      hunks
        .flat()
        .filter(({ kind, text }) => kind === 'added' && text.length > LINE_CHARS_MAX)
        .map(({ number }) => ({
          ...{ path, line: number },
          why: `a line has more than ${LINE_CHARS_MAX} characters`,
        })),
    ),
  refused: [`=== src/a.js\n+${'x'.repeat(LINE_CHARS_MAX + 1)}`],
  allowed: [`=== src/a.js\n+${'x'.repeat(LINE_CHARS_MAX)}\n-${'x'.repeat(9000)}`],
}
