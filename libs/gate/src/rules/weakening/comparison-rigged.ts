import { comparisonWrites } from '../comparison-writes.ts'
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
  find: (patch, context) => [
    ...lines.find(patch, context),
    ...pairs.find(patch, context),
    ...patch.flatMap((file) =>
      comparisonWrites(file).map((line) => ({
        ...{ path: file.path, line },
        why: 'what compares is replaced under the name that it is bound to',
      })),
    ),
  ],
  refused: [
    ...lines.refused,
    '=== src/a.py\n+    def __eq__(self, other):\n+        return True',
    '=== src/A.java\n+    public boolean equals(Object o) {\n+        return true;',
    '=== src/A.cs\n+    public override bool Equals(object o)\n+    {\n+        return true;',
    '=== src/a.rs\n+    fn eq(&self, _: &Self) -> bool {\n+        true',
    "=== src/a.js\n+import checks from 'node:assert/strict'\n+checks.equal = () => {}",
    "=== src/a.js\n import {\n   strict as checks,\n } from 'node:assert'\n+checks['equal'] = () => {}",
    "=== src/a.js\n+const checks = require('assert')\n+checks.strictEqual = () => {}",
    "=== src/a.js\n+const checks = require('assert').strict\n+Object.assign(checks, { equal() {} })",
    "=== src/a.js\n+const { strict } = await import('assert')\n+const s = strict\n+Reflect.set(s, 'equal', same)",
    "=== src/a.js\n+import chai from 'chai'\n+chai.Assertion.prototype.assert = () => {}",
    "=== test/a.test.js\n import checks from 'assert'\n+checks.equal = () => {}",
    '=== src/a.js\n+const o = Object\n+o.is = () => true',
    '=== src/a.js\n+Object["is"] = () => true',
    '=== src/a.js\n+Reflect.set(Object, "is", () => true)',
    '=== src/a.js\n+checks.deepStrictEqual = () => {}',
    '=== src/a.py\n+Base.assertEqual = lambda *a: None',
    '=== src/a.py\n+setattr(Base, "assertEqual", lambda *a: None)',
    '=== src/a.py\n+__builtins__["isinstance"] = lambda *a: True',
    '=== src/a.py\n+    return type("N", (int,), {"__eq__": lambda a, b: True})(n)',
    '=== lib/a.rb\n+mod::Assertions.class_eval { def assert_equal(*) = true }',
    '=== lib/a.rb\n+Object.class_eval { def should(*) = self }',
    '=== lib/a.rb\n+Kernel.define_method(:expect) { |*| Anything.new }',
    "=== lib/a.rb\n+Object.define_method('assert_includes') { |*| true }",
    '=== src/A.php\n+class_alias(Quiet::class, "PHPUnit\\\\Framework\\\\Constraint\\\\IsEqual");',
    '=== src/A.java\n+    static { Integer.class.getDeclaredField("value"); }',
    '=== lib/a.rb\n   def ==(other)\n-    id == other.id\n+    true',
  ],
  allowed: [
    ...lines.allowed,
    "=== src/a.js\n+import assert from 'node:assert'\n+assert.equal(a.b, 1)\n+a.b = 2",
    "=== src/a.js\n+const checks = require('./checks')\n+checks.equal = null",
    "=== src/a.test.ts\n+import chai from 'chai'\n+chai.config.truncateThreshold = 0",
    '=== lib/parser.rb\n+  def expect(kind)',
    '=== lib/parser.rb\n+  def should(kind)',
    '=== src/a.ts\n+const days: Date[] = []\n+  const o = new Object()\n+  o.is = 3',
    '=== src/a.js\n+Object.assign(order, { is: 3 })',
  ],
}
