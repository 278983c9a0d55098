import { pathClass } from '@millwright/protocol'
import type { Rule } from '../rule.ts'

const LINES_MAX = 60

/** More recorded output than a person compares line by line. */
export const snapshotFlood: Rule = {
  name: 'snapshot-flood',
  decision: 'block',
  find(patch) {
    const snapshots = patch.filter(({ path }) => pathClass(path) === 'snapshot')
    const lines = snapshots.flatMap(({ hunks }) => hunks.flat())
    const changed = lines.filter(({ kind }) => kind !== 'context').length
    const [first] = snapshots
    if (first === undefined || changed <= LINES_MAX) return []
    const why = `${changed} lines of snapshots are changed, of ${LINES_MAX} allowed`
    return [{ path: first.path, line: null, why }]
  },
  refused: [
    `=== src/__snapshots__/a.test.ts.snap${'\n-x'.repeat(31)}${'\n+y'.repeat(30)}`,
    `=== a.snap${'\n+x'.repeat(31)}\n=== b.snap${'\n+y'.repeat(30)}`,
  ],
  allowed: [`=== a.snap${'\n-x'.repeat(30)}${'\n+y'.repeat(30)}`, `=== a.ts${'\n+x'.repeat(99)}`],
}
