import { isTestFile } from '../../is-test-file.ts'
import { pathRule } from '../path-rule.ts'

/** The fix changes what counts as right: only a person can say that the test was wrong. */
export const testEdit = pathRule({
  name: 'test-edit',
  decision: 'approval',
  riskClass: 'test_change',
  objection: (path) => (isTestFile(path) ? 'a test, or what it compares with, is changed' : null),
  refused: [
    '=== src/a.test.ts\n-  expect(a).toBe(3)\n+  expect(a).toBe(4)',
    '=== src/__snapshots__/a.test.ts.snap\n+x',
    '=== testdata/a.json\n+x',
    '=== src/test/java/ATest.java\n+x',
    '=== src/Tests/UserTest.php\n+x',
    '=== a_test.go\n+x',
    '=== Acme.Core.Tests/UserTests.cs\n+x',
  ],
  allowed: ['=== src/a.ts\n+x', '=== src/contest.ts\n+x', '=== src/latest/a.ts\n+x'],
})
