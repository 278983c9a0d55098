import { pairRule } from '../pair-rule.ts'
import type { Rule } from '../rule.ts'
import { signRule } from '../sign-rule.ts'

const lines = signRule({
  name: 'comparison-rigged',
  decision: 'block',
  why: 'what compares, counts or reports results is replaced, so that anything agrees',
  sign: 'rigged',
  refused: [
    '=== src/a.js\n+Array.prototype.includes = () => true',
    '=== test/a.test.js\n+assert.equal = () => {}',
    '=== src/a.test.ts\n+expect.extend({ toBe: () => ({ pass: true }) })',
    '=== tests/plugin.py\n+def pytest_runtest_makereport(item, call):',
    '=== src/a.h\n+#define EXPECT_EQ(a, b) SUCCEED()',
    '=== src/A.cs\n+    public override bool Equals(object other) => true;',
  ],
  allowed: [
    '=== src/a.js\n+Cart.prototype.total = function () {',
    '=== src/a.js\n+  const same = Object.is === equal',
    '=== src/a.py\n+    return total == 3',
  ],
})

const pairs = pairRule({ ...lines, why: 'a comparison always agrees', pair: 'alwaysEqual' })

/** The scales are tampered with instead of what lies on them. */
export const comparisonRigged: Rule = {
  ...lines,
  find: (patch, context) => [...lines.find(patch, context), ...pairs.find(patch, context)],
  refused: [
    ...lines.refused,
    '=== src/a.py\n+    def __eq__(self, other):\n+        return True',
    '=== src/A.java\n+    public boolean equals(Object o) {\n+        return true;',
    '=== src/A.cs\n+    public override bool Equals(object o)\n+    {\n+        return true;',
    '=== src/a.rs\n+    fn eq(&self, _: &Self) -> bool {\n+        true',
    '=== lib/a.rb\n   def ==(other)\n-    id == other.id\n+    true',
  ],
}
