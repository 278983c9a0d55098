import { signRule } from '../sign-rule.ts'

/** Code of a test that is never reached. */
export const testReturnsEarly = signRule({
  name: 'test-returns-early',
  decision: 'block',
  why: 'a test ends, or leaves a part out, before its assertions',
  sign: 'returnsEarly',
  refused: [
    '=== src/a.test.ts\n+  return',
    '=== a_test.go\n+\treturn // flaky',
    '=== src/a.test.ts\n+  if (false) {',
    '=== tests/test_a.py\n+    if False:',
  ],
  allowed: ['=== src/a.ts\n+  return', '=== src/a.test.ts\n+  return add(1, 2)'],
})
