import { fewerRule } from './fewer-rule.ts'

/** A file of tests that states fewer expectations than before. */
export const assertionRemoved = fewerRule({
  name: 'assertion-removed',
  decision: 'block',
  why: 'there are fewer assertions than before',
  of: ({ assertion, assertionInSource }, isTest) => (isTest ? assertion : assertionInSource),
  refused: [
    '=== src/a.test.ts\n-  expect(add(1, 2)).toBe(3)\n+  add(1, 2)',
    '=== src/a.test.ts\n-  expect(a).toBe(3)\n-  expect(b).toBe(4)\n+  expect(a).toBe(3)',
    '=== src/a.test.ts\n-  expect(a).toBe(3)\n+  // expect(a).toBe(3)',
    '=== tests/test_a.py\n-    assert add(1, 2) == 3\n+    print(add(1, 2))',
    '=== a_test.go\n-\t\tt.Errorf("got %d", got)',
    '=== tests/a.rs\n-    assert_eq!(add(1, 2), 3);',
    '=== src/lib.rs\n-        assert_eq!(add(1, 2), 3);\n+        let _ = add(1, 2);',
    '=== src/test/java/ATest.java\n-        assertEquals(3, add(1, 2));',
    '=== spec/a_spec.rb\n-    expect(add(1, 2)).to eq(3)',
    '=== tests/ATest.php\n-        $this->assertSame(3, add(1, 2));',
    '=== A.Tests/ATests.cs\n-        Assert.Equal(3, Add(1, 2));',
    '=== tests/a_test.cc\n-  EXPECT_EQ(3, add(1, 2));',
    '=== tests/a.bats\n-  [ "$status" -eq 0 ]',
  ],
  allowed: [
    '=== src/a.test.ts\n-  expect(add(1, 2)).toBe(4)\n+  expect(add(1, 2)).toBe(3)',
    '=== src/a.test.ts\n-  // expect(a).toBe(3)',
    '=== src/a.ts\n-  assert(a > 0)',
    '=== tests/test_a.py\n+    assert add(1, 2) == 3',
  ],
})
