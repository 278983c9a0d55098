import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import type { PatchFile, PatchLine } from '../../patch/patch-file.ts'
import { linesOf } from '../changed-lines.ts'
import { matchesIn } from '../count-matches.ts'
import type { Rule } from '../rule.ts'

const QUESTION = /^\s*(?:\}\s*else\s+)?if\s/
/** What is expected is written down, or is whatever the code gives. */
const EXPECTED = /^\s*(?:\w+\s+){0,2}\$?(?:want|expect|expected|exp)\w*\s*(?::\s*\w+\s*)?:?=\s*/i

/** Exact expectations fewer, easy ones more: the test is the same in number and weaker in kind. */
export const assertionLoosened: Rule = {
  name: 'assertion-loosened',
  decision: 'block',
  find: (patch) =>
    patch.flatMap((file) => {
      const [before, after] = [assertionsOf(file, 'removed'), assertionsOf(file, 'added')]
      const isLooser = after.easy > before.easy && after.exact.length < before.exact.length
      const given = isTestFile(file.oldPath) ? noLongerWritten(file) : null
      if (!isLooser && given === null) return []
      const line = isLooser ? (before.exact[0]?.number ?? null) : given
      return [{ path: file.path, line, why: 'an exact assertion became one that more values meet' }]
    }),
  refused: [
    '=== src/a.test.ts\n-  expect(add(1, 2)).toBe(3)\n+  expect(add(1, 2)).toBeTruthy()',
    '=== src/a.test.ts\n-  expect(f).toEqual({ a: 1 })\n+  expect(f).toEqual(expect.anything())',
    '=== src/a.test.ts\n-  expect(a).toBe(3)\n+  expect(a).not.toBe(3)',
    '=== tests/test_a.py\n-    assert add(1, 2) == 3\n+    assert add(1, 2) is not None',
    '=== tests/test_a.py\n-    self.assertEqual(add(1, 2), 3)\n+    self.assertTrue(add(1, 2))',
    '=== a_test.go\n-\tassert.Equal(t, 3, add(1, 2))\n+\tassert.NotNil(t, add(1, 2))',
    '=== tests/a.rs\n-    assert_eq!(f(), Ok(3));\n+    assert!(f().is_ok());',
    '=== src/test/java/ATest.java\n-    assertEquals(3, f());\n+    assertNotNull(f());',
    '=== spec/a_spec.rb\n-    expect(f).to eq(3)\n+    expect(f).to be_truthy',
    '=== tests/ATest.php\n-    $this->assertSame(3, f());\n+    $this->assertNotNull(f());',
    '=== A.Tests/ATests.cs\n-    Assert.Equal(3, F());\n+    Assert.NotNull(F());',
    '=== tests/a_test.cc\n-  EXPECT_EQ(3, f());\n+  EXPECT_TRUE(f());',
    '=== a_test.go\n-\tif got != 27 {\n+\tif got != 27 && got != 30 {',
    '=== tests/test_a.py\n-    expected = 27\n+    expected = total([10, 20])',
    '=== src/a.test.ts\n-  expect(f()).toBe(27.25)\n+  expect(Math.round(f())).toBe(27)',
  ],
  allowed: [
    '=== src/a.test.ts\n-  expect(a).toBeTruthy()\n+  expect(a).toBe(3)',
    '=== src/a.test.ts\n-  expect(add(1, 2)).toBe(4)\n+  expect(add(1, 2)).toBe(3)',
    '=== tests/test_a.py\n-    assert add(1, 2) == 4\n+    assert add(1, 2) == 3',
    '=== src/a.ts\n-  assert.equal(a, 3)\n+  assert.ok(a)',
    '=== a_test.go\n-\tif got != 26 {\n+\tif got != 27 {',
    '=== tests/test_a.py\n-    expected = total([1])\n+    expected = total([2])',
  ],
}

function assertionsOf(file: PatchFile, kind: 'removed' | 'added') {
  const { assertion, weakAssertion, assertionInSource, exactCondition } = languageOf(file.oldPath)
  // Rust states them beside the code as well.
  const isOurs = isTestFile(file.oldPath) || assertionInSource !== undefined
  if (!isOurs || assertion === undefined) return { exact: [], easy: 0 }
  const isQuestion = (text: string) => exactCondition !== undefined && QUESTION.test(text)
  const all = linesOf(file, kind).filter(
    ({ text }) => matchesIn(text, assertion) > 0 || isQuestion(text),
  )
  const exact = all.filter(({ text }: PatchLine) =>
    isQuestion(text) ? exactCondition?.test(text) === true : weakAssertion?.test(text) !== true,
  )
  return { exact, easy: all.length - exact.length }
}

/** The line in which a written expectation became one that is worked out; null when none did. */
function noLongerWritten(file: PatchFile): number | null {
  const answers = (kind: 'removed' | 'added') =>
    linesOf(file, kind).filter(({ text }) => EXPECTED.test(text))
  const written = answers('removed').filter(({ text }) => !text.includes('('))
  const isWorkedOut = answers('added').some(({ text }) => /\w\(/.test(text.replace(EXPECTED, '')))
  return isWorkedOut ? (written[0]?.number ?? null) : null
}
