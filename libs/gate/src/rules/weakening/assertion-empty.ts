import { signRule } from '../sign-rule.ts'

/** An expectation that holds whatever the code does. */
export const assertionEmpty = signRule({
  name: 'assertion-empty',
  decision: 'block',
  why: 'an assertion holds whatever the code does',
  sign: 'emptyAssertion',
  refused: [
    '=== src/a.test.ts\n+  expect(true).toBe(true)',
    '=== src/a.test.ts\n+  expect(total).toBe(total)',
    '=== tests/test_a.py\n+    assert True',
    '=== tests/test_a.py\n+    assert total == total',
    '=== tests/a.rs\n+    assert!(true);',
    '=== src/test/java/ATest.java\n+        assertTrue(true);',
    '=== a_test.go\n+\tassert.True(t, true)',
    '=== spec/a_spec.rb\n+    expect(true).to be(true)',
  ],
  allowed: [
    '=== src/a.test.ts\n+  expect(isTrue(1)).toBe(true)',
    '=== tests/test_a.py\n+    assert total == totals[0]',
    '=== src/a.ts\n+  assert(true)',
  ],
})
