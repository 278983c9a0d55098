import type { Category } from '@millwright/protocol'
import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import { LINE_CHARS_MAX } from '../changed-lines.ts'
import { answersConstant, comparesWithLiteral } from '../literals.ts'
import type { Rule } from '../rule.ts'

/** Failures that go away when one question gets the right answer. */
const ASKING: readonly (Category | null)[] = [
  ...(['assertion-mismatch', 'test-error', 'snapshot', 'unknown'] as const),
  null,
]

/**
 * One certain value gets an answer of its own, in which nothing is worked out. A forgotten case
 * looks the same as the one case that the failing test asks about, so a person decides.
 */
export const specialCase: Rule = {
  name: 'special-case',
  decision: 'approval',
  find: (patch, { category }) =>
    patch.flatMap(({ path, hunks }) => {
      if (!ASKING.includes(category) || isTestFile(path)) return []
      if (languageOf(path).assertion === undefined) return []
      return hunks.flatMap((hunk) => {
        const lines = hunk
          .filter(({ kind, text }) => kind !== 'removed' && !/^\s*\{?\s*$/.test(text))
          .map((line) => ({ ...line, text: line.text.slice(0, LINE_CHARS_MAX) }))
        return lines
          .filter(({ kind, text }, at) => {
            const before = lines[at - 1]
            const isAsked = before?.kind === 'added' && comparesWithLiteral(before.text)
            return (
              kind === 'added' && answersConstant(text) && (isAsked || comparesWithLiteral(text))
            )
          })
          .map(({ number }) => ({
            ...{ path, line: number },
            why: 'one certain value gets an answer of its own',
          }))
      })
    }),
  refused: [
    '=== src/a.ts\n+  if (items.length === 2 && items[0] === 10) sum -= 3',
    '=== src/a.ts\n+  if (name === "Ada") return "Hello, Ada"',
    '=== app/a.py\n+    if items == [10, 20]:\n+        return 3 ** 3',
    '=== a.go\n+\tif items[0] == 10 {\n+\t\treturn 1<<5 - 5\n+\t}',
    '=== lib/a.rb\n+    sum -= 3 if items.size == 2',
    '=== A.cs\n+        if (items is [10, 20])\n+        {\n+            return 27;',
    '=== src/a.c\n+  if (strcmp(name, "Ada") == 0) return "Hello" ", Ada";',
  ],
  allowed: [
    '=== src/a.ts\n+  if (name === undefined) return "anonymous"',
    '=== src/a.ts\n+  if (count === 0) return 0',
    '=== src/a.ts\n+  if (unit === "kg") return weight * 1000',
    '=== src/a.ts\n+  if (kind === "none") return null',
    '=== src/a.test.ts\n+  if (name === "Ada") return "Hello, Ada"',
    { category: 'type-error', patch: '=== src/a.ts\n+    case "kg": return 1000' },
  ],
}
