import { isTestFile } from '../../is-test-file.ts'
import type { PatchFile } from '../../patch/patch-file.ts'
import { linesOf } from '../changed-lines.ts'
import type { Rule } from '../rule.ts'

const TOLERANCE =
  /\b((?:\w{0,40}_)?(?:epsilon|tolerance|eps|atol|rtol)(?:_\w{1,40})?|\w{1,40}(?:Epsilon|Tolerance))\b["']?\s{0,5}(?::\s*\w{1,40}\s*)?[:=(]=?\s{0,5}(\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?)/gi

/**
 * The code compares less exactly than before. A limit of time may grow for good reasons; what counts
 * as equal is often what the failing test asks about.
 */
export const toleranceGrown: Rule = {
  name: 'tolerance-grown',
  decision: 'approval',
  find: (patch) =>
    patch.flatMap((file) => {
      if (isTestFile(file.path)) return []
      const before = new Map(tolerancesIn(file, 'removed').map(({ name, value }) => [name, value]))
      return tolerancesIn(file, 'added')
        .filter(({ name, value }) => value > (before.get(name) ?? value))
        .map(({ number }) => ({
          ...{ path: file.path, line: number },
          why: 'the code compares less exactly than before',
        }))
    }),
  refused: [
    '=== src/a.ts\n-export const EPSILON = 1e-9\n+export const EPSILON = 1',
    '=== app/a.py\n-    return close(a, b, rel_tolerance=0.001)\n+    return close(a, b, rel_tolerance=0.1)',
    '=== a.go\n-const priceTolerance = 0.01\n+const priceTolerance = 5',
  ],
  allowed: [
    '=== src/a.ts\n-const EPSILON = 1\n+const EPSILON = 1e-9',
    '=== src/a.ts\n+const EPSILON = 1e-9',
    '=== src/a.ts\n-const STEPS = 1\n+const STEPS = 2',
    '=== src/a.test.ts\n-const EPSILON = 1e-9\n+const EPSILON = 1',
  ],
}

function tolerancesIn(file: PatchFile, kind: 'removed' | 'added') {
  return linesOf(file, kind).flatMap(({ text, number }) =>
    [...text.matchAll(TOLERANCE)].map(([, name = '', value = '']) => ({
      ...{ name: name.toLowerCase(), number },
      value: Number(value.replaceAll('_', '')),
    })),
  )
}
