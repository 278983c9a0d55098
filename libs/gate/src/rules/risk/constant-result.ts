import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import { linesOf } from '../changed-lines.ts'
import { returnsComputed, returnsLiteral } from '../literals.ts'
import type { Rule } from '../rule.ts'

/** What was worked out becomes a constant: now and then right, and the shortest way to green. */
export const constantResult: Rule = {
  name: 'constant-result',
  decision: 'approval',
  find: (patch) =>
    patch.flatMap((file) => {
      if (isTestFile(file.path) || languageOf(file.path).assertion === undefined) return []
      return file.hunks.flatMap((hunk) => {
        const part = { ...file, hunks: [hunk] }
        const [before, after] = [linesOf(part, 'removed'), linesOf(part, 'added')]
        const isGone = before.some(({ text }) => returnsComputed(text))
        if (!isGone || after.some(({ text }) => returnsComputed(text))) return []
        return after
          .filter(({ text }) => /\breturn\b|=>/.test(text) && returnsLiteral(text))
          .map(({ number }) => ({
            ...{ path: file.path, line: number },
            why: 'a result that was worked out is a constant now',
          }))
      })
    }),
  refused: [
    '=== src/a.ts\n-  return a > b\n+  return true',
    '=== a.py\n-    return a + b\n+    return 3',
  ],
  allowed: [
    '=== src/a.ts\n-  return a.name\n+  if (a === undefined) return null\n+  return a.name',
    '=== src/a.ts\n-  return 3\n+  return 4',
    '=== src/a.test.ts\n-  return a + b\n+  return 3',
  ],
}
