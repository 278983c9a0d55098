import { lineRule } from '../line-rule.ts'

/** An expectation that holds whatever the code does. */
export const assertionEmpty = lineRule({
  name: 'assertion-empty',
  decision: 'block',
  why: 'an assertion holds whatever the code does',
  patterns: [
    {
      where: 'tests',
      languages: ['javascript'],
      pattern: /\bexpect\s*\(\s*(?:true|1|!0)\s*\)|\bassert(?:\.ok)?\s*\(\s*(?:true|1)\s*[,)]/,
    },
    {
      where: 'tests',
      languages: ['javascript', 'php', 'ruby'],
      pattern:
        /\bexpect\s*\(\s*([\w.$]+)\s*\)(?:\.|->)to(?:Be|Equal|StrictEqual|\s+eq)?\s*\(\s*\1\s*\)/,
    },
    {
      where: 'tests',
      languages: ['python'],
      pattern:
        /\bassert\s+(?:True|1|not\s+False)\s*(?:,|$)|\bassertTrue\s*\(\s*True\b|\bassert\s+([\w.]+)\s*==\s*\1\s*(?:,|$)|\bor\s+True\b/,
    },
    {
      languages: ['rust'],
      pattern: /\bassert!\s*\(\s*true\s*[,)]|\bassert_eq!\s*\(\s*([\w.]+)\s*,\s*\1\s*[,)]/,
    },
    {
      where: 'tests',
      languages: ['java', 'php', 'csharp', 'go', 'c'],
      pattern:
        /\b(?:assertTrue|isTrue|True|EXPECT_TRUE|ASSERT_TRUE|REQUIRE|CHECK)\s*\(\s*(?:t\s*,\s*)?true\s*[,)]/,
    },
    {
      where: 'tests',
      languages: ['ruby'],
      pattern: /\bexpect\s*\(\s*true\s*\)|^\s*assert\s+true\b/,
    },
    {
      where: 'tests',
      languages: ['shell'],
      pattern: /^\s*\[\[?\s+(?:1|true)\s+\]|^\s*\[\s+1\s+-eq\s+1\s/,
    },
  ],
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
