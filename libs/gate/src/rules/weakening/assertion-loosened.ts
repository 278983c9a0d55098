import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import type { PatchFile, PatchLine } from '../../patch/patch-file.ts'
import { linesOf } from '../changed-lines.ts'
import { matchesIn } from '../count-matches.ts'
import type { Rule } from '../rule.ts'

/** Exact expectations fewer, easy ones more: the test is the same in number and weaker in kind. */
export const assertionLoosened: Rule = {
  name: 'assertion-loosened',
  decision: 'block',
  find: (patch) =>
    patch.flatMap((file) => {
      const [before, after] = [assertionsOf(file, 'removed'), assertionsOf(file, 'added')]
      const isLooser = after.easy > before.easy && after.exact.length < before.exact.length
      if (!isLooser) return []
      const line = before.exact[0]?.number ?? null
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
  ],
  allowed: [
    '=== src/a.test.ts\n-  expect(a).toBeTruthy()\n+  expect(a).toBe(3)',
    '=== src/a.test.ts\n-  expect(add(1, 2)).toBe(4)\n+  expect(add(1, 2)).toBe(3)',
    '=== tests/test_a.py\n-    assert add(1, 2) == 4\n+    assert add(1, 2) == 3',
    '=== src/a.ts\n-  assert.equal(a, 3)\n+  assert.ok(a)',
  ],
}

function assertionsOf(file: PatchFile, kind: 'removed' | 'added') {
  const { assertion, weakAssertion, assertionInSource } = languageOf(file.oldPath)
  // Rust states them beside the code as well.
  const isOurs = isTestFile(file.oldPath) || assertionInSource !== undefined
  if (!isOurs || assertion === undefined) return { exact: [], easy: 0 }
  const all = linesOf(file, kind).filter(({ text }) => matchesIn(text, assertion) > 0)
  const exact = all.filter(({ text }: PatchLine) => weakAssertion?.test(text) !== true)
  return { exact, easy: all.length - exact.length }
}
