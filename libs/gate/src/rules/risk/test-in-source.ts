import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import { linesOf } from '../changed-lines.ts'
import type { Rule } from '../rule.ts'

/** A test that stands beside the code: no path tells of it, and validation cannot restore it. */
export const testInSource: Rule = {
  name: 'test-in-source',
  decision: 'approval',
  riskClass: 'test_change',
  find: (patch) =>
    patch.flatMap((file) => {
      const sign = languageOf(file.path).testInSource
      if (sign === undefined || isTestFile(file.path)) return []
      return [...linesOf(file, 'added'), ...linesOf(file, 'removed')]
        .filter(({ text }) => sign.test(text))
        .map(({ number }) => ({
          ...{ path: file.path, line: number },
          why: 'a test that stands beside the code is changed',
        }))
    }),
  refused: [
    '=== src/lib.rs\n-        assert_eq!(add(1, 2), 3);\n+        assert_eq!(add(1, 2), 4);',
    '=== app/a.py\n-    >>> add(1, 2)\n+    >>> add(0, 0)',
    '=== src/a.cpp\n+TEST_CASE("adds") {',
  ],
  allowed: [
    '=== src/lib.rs\n-    a - b\n+    a + b',
    '=== tests/a.rs\n+    assert_eq!(add(1, 2), 4);',
    '=== src/a.ts\n+  assert(a > 0)',
  ],
}
