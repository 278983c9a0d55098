import { lineRule } from '../line-rule.ts'

/** Code of a test that is never reached. */
export const testReturnsEarly = lineRule({
  name: 'test-returns-early',
  decision: 'block',
  why: 'a test ends, or leaves a part out, before its assertions',
  patterns: [
    { where: 'tests', pattern: /^\s*return\s*;?\s*(?:$|\/\/|#)/ },
    {
      where: 'tests',
      pattern: /^\s*(?:if|unless)\s*\(?\s*(?:false|0|False|nil|!1)\s*\)?\s*[:{]?\s*$/,
    },
    { where: 'tests', languages: ['python'], pattern: /^\s*if\s+(?:0|False|TYPE_CHECKING)\s*:/ },
  ],
  refused: [
    '=== src/a.test.ts\n+  return',
    '=== a_test.go\n+\treturn // flaky',
    '=== src/a.test.ts\n+  if (false) {',
    '=== tests/test_a.py\n+    if False:',
  ],
  allowed: ['=== src/a.ts\n+  return', '=== src/a.test.ts\n+  return add(1, 2)'],
})
