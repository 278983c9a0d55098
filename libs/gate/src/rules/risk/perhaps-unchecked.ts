import { languageOf } from '../../languages/languages.ts'
import { perhapsAChecker } from '../../languages/other-checkers.ts'
import { prose } from '../../languages/prose.ts'
import { newLinesOf } from '../changed-lines.ts'
import type { Rule } from '../rule.ts'

/** A comment that tells something to look away, which may be a checker that nobody here knows. */
export const perhapsUnchecked: Rule = {
  name: 'perhaps-unchecked',
  decision: 'approval',
  find: (patch) =>
    patch.flatMap((file) => {
      if (languageOf(file.path) === prose) return []
      const why = 'a comment reads like one that tells a checker to look away'
      return newLinesOf(file)
        .filter(({ text }) => perhapsAChecker.test(text))
        .map(({ number }) => ({ path: file.path, line: number, why }))
    }),
  refused: ['=== src/a.ts\n+// newtool:ignore', '=== a.hcl\n+#newtool:disable=all'],
  allowed: [
    "=== src/a.ts\n+  root.querySelector('#menu:off')",
    "=== src/a.ts\n+  args.push('--telemetry:off')",
    "=== src/a.ts\n+const css = 'a{b:c;pointer:disable}'",
    '=== docs/a.md\n+// newtool:ignore',
  ],
}
