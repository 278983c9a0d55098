import { fewerRule } from './fewer-rule.ts'

/** An assertion that nobody waits for has not failed when its test is over. */
export const assertionNotAwaited = fewerRule({
  name: 'assertion-not-awaited',
  decision: 'block',
  why: 'an assertion is no longer waited for, so its failure comes too late',
  of: ({ awaited }, isTest) => (isTest ? awaited : undefined),
  refused: [
    '=== src/a.test.ts\n-  await expect(f()).resolves.toBe(3)\n+  expect(f()).resolves.toBe(3)',
    '=== src/a.test.ts\n-  return expect(f()).rejects.toThrow()\n+  void expect(f()).rejects.toThrow()',
  ],
  allowed: [
    '=== src/a.test.ts\n-  expect(f()).resolves.toBe(3)\n+  await expect(f()).resolves.toBe(3)',
    '=== src/a.ts\n-  await expect(x)',
  ],
})
