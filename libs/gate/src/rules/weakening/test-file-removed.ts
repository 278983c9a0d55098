import { isTestFile } from '../../is-test-file.ts'
import type { Rule } from '../rule.ts'

const moved = (from: string, to: string) =>
  `diff --git a/${from} b/${to}\nsimilarity index 100%\nrename from ${from}\nrename to ${to}\n`

/** Tests that are gone, or moved to where no runner looks for them. */
export const testFileRemoved: Rule = {
  name: 'test-file-removed',
  decision: 'block',
  find: (patch) =>
    patch
      .filter(({ change, path, oldPath }) => {
        if (!isTestFile(oldPath)) return false
        return change === 'deleted' || (change === 'renamed' && !isTestFile(path))
      })
      .map(({ oldPath }) => ({ path: oldPath, line: null, why: 'a file of tests is taken away' })),
  refused: [
    `diff --git a/src/a.test.ts b/src/a.test.ts\ndeleted file mode 100644\nindex ${'1'.repeat(40)}..${'0'.repeat(40)}\n--- a/src/a.test.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n`,
    moved('src/a.test.ts', 'src/a.test.ts.txt'),
    moved('tests/test_a.py', 'old/a.py'),
  ],
  allowed: [moved('src/a.test.ts', 'src/b.test.ts'), moved('src/a.ts', 'src/b.ts')],
}
