import { pathClass } from '@millwright/protocol'
import type { Rule } from '../rule.ts'

const LINES_MAX = 60
/** Recorded output under the names that the tools of other languages give it. */
const RECORDED =
  /(^|\/)(__file_snapshots__|snapshots?|goldens?|cassettes|testdata)\/|\.(golden|gold|verified\.\w+|approved\.\w+|received\.\w+|snapshot|ss)$/

/** More recorded output than a person compares line by line. */
export const snapshotFlood: Rule = {
  name: 'snapshot-flood',
  decision: 'block',
  find(patch) {
    const snapshots = patch.filter(
      ({ path }) => pathClass(path) === 'snapshot' || RECORDED.test(path.toLowerCase()),
    )
    const lines = snapshots.flatMap(({ hunks }) => hunks.flat())
    const changed = lines.filter(({ kind }) => kind !== 'context').length
    const [first] = snapshots
    if (first === undefined || changed <= LINES_MAX) return []
    const why = `${changed} lines of snapshots are changed, of ${LINES_MAX} allowed`
    return [{ path: first.path, line: null, why }]
  },
  refused: [
    `=== src/__snapshots__/a.test.ts.snap${'\n-x'.repeat(31)}${'\n+y'.repeat(30)}`,
    ...[
      ...[
        'tests/__snapshots__/test_a.ambr',
        'testdata/report.golden',
        'src/snapshots/a__adds.snap',
      ],
      ...['src/test/java/__snapshots__/ATest.snap', 'spec/cassettes/orders.yml'],
      ...['tests/__snapshots__/ATest__total__1.txt', 'A.Tests/ATests.Total.verified.txt'],
      ...['tests/goldens/report.txt', 'tests/report.approved.txt'],
    ].map((path) => `=== ${path}${'\n-x'.repeat(31)}${'\n+y'.repeat(30)}`),
    `=== a.snap${'\n+x'.repeat(31)}\n=== b.snap${'\n+y'.repeat(30)}`,
  ],
  allowed: [`=== a.snap${'\n-x'.repeat(30)}${'\n+y'.repeat(30)}`, `=== a.ts${'\n+x'.repeat(99)}`],
}
