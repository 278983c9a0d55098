import type { Wrapper } from './wrap-log.fixture.ts'

/** Failures of tests that follow upon the cause in the same step. */
export const wakes: Readonly<Record<string, Wrapper>> = {
  'TAP tests': followedBy([
    'not ok 1 - sells a cart',
    '  ---',
    '  expected: 2',
    '  actual: 1',
    '  at: test/cart.test.js:12:3',
    '  ...',
    '# tests 1',
    '# fail 1',
  ]),
  pytest: followedBy([
    'E       assert 1 == 2',
    'tests/test_cart.py:12: AssertionError',
    'FAILED tests/test_cart.py::test_price - assert 1 == 2',
    '1 failed in 0.12s',
  ]),
  jest: followedBy([
    'FAIL src/cart.test.ts',
    '  ● sells a cart',
    '    expect(received).toBe(expected) // Object.is equality',
    '    Expected: 2',
    '    Received: 1',
    '      at Object.<anonymous> (src/cart.test.ts:12:20)',
  ]),
  'a compiler': followedBy([
    "src/cart.ts(12,5): error TS2322: Type 'string' is not assignable to type 'number'.",
  ]),
}

/** Puts more output between the example's own and the end of its step. */
function followedBy(after: readonly string[]): Wrapper {
  return (log) => {
    const lines = log.replace(/\n+$/, '').split('\n')
    const isExit = lines.at(-1)?.startsWith('##[error]Process completed') ?? false
    const exit = isExit ? lines.splice(-1) : ['##[error]Process completed with exit code 1.']
    return { log: [...lines, ...after, ...exit, ''].join('\n') }
  }
}
