import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../language-of.ts'
import { countMatches, firstRemoved } from '../count-matches.ts'
import type { Rule } from '../rule.ts'
import { assertions, weakAssertions } from './assertions.ts'

/** Exact expectations fewer, easy ones more: the test is the same in number and weaker in kind. */
export const assertionLoosened: Rule = {
  name: 'assertion-loosened',
  decision: 'block',
  find: (patch) =>
    patch.flatMap((file) => {
      const language = languageOf(file.oldPath)
      const [any, weak] = [assertions[language], weakAssertions[language]]
      if (any === undefined || weak === undefined || !isTestFile(file.oldPath)) return []
      const [all, easy] = [countMatches(file, any), countMatches(file, weak)]
      const isExactFewer = all.removed - easy.removed > all.added - easy.added
      if (easy.added <= easy.removed || !isExactFewer) return []
      const why = 'an exact assertion became one that more values meet'
      return [{ path: file.path, line: firstRemoved(file, any), why }]
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
