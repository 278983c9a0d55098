import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import { linesOf } from '../changed-lines.ts'
import { matchesIn } from '../count-matches.ts'
import type { Rule } from '../rule.ts'

/** A line of a table, each of which is a test of its own: `[1, 2, 3],` or `{"ten", 27},`. */
const ROW =
  /^\s*(?:["'][^"']{0,200}["']\s*(?:=>|:)\s*)?(?:new\s*(?:\w+)?\s*)?(?:[[{(].*\d.*[\])}]|[[{(].*["'].*[\])}]|"[^"]{0,200}\d[^"]{0,200}")\s*,?\s*$/

/** Cases of a table that are no longer tried. */
export const testRowRemoved: Rule = {
  name: 'test-row-removed',
  decision: 'block',
  find: (patch) =>
    patch.flatMap((file) => {
      if (!isTestFile(file.path) || languageOf(file.path).assertion === undefined) return []
      return file.hunks.flatMap((hunk) => {
        const part = { ...file, hunks: [hunk] }
        const rows = (kind: 'removed' | 'added') =>
          linesOf(part, kind).filter(({ text }) => matchesIn(text, ROW) > 0)
        const [first] = rows('removed')
        if (first === undefined || rows('removed').length <= rows('added').length) return []
        const why = 'a table of cases has fewer of them than before'
        return [{ path: file.path, line: first.number, why }]
      })
    }),
  refused: [
    '=== src/a.test.ts\n test.each([\n-  [1, 2, 3],\n   [2, 3, 5],',
    '=== a_test.go\n-\t\t{"ten percent", []int{10, 20}, 27},',
    '=== a_test.go\n-\t\t{"ten", 27},\n+\t\t// {"ten", 27},',
    '=== tests/test_a.py\n-        (10, 27),',
    '=== tests/ATest.php\n-            "ten percent" => [[10, 20], 10, 27],',
    '=== src/test/java/ATest.java\n-        "10, 27",',
  ],
  allowed: [
    '=== src/a.test.ts\n-  [1, 2, 4],\n+  [1, 2, 3],',
    '=== src/a.test.ts\n+  [1, 2, 3],',
    '=== src/a.ts\n-  [1, 2, 3],',
    '=== src/a.test.ts\n-import { a } from "./a.ts"',
  ],
}
