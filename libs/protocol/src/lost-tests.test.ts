import { expect, test } from 'vitest'
import { lostTests, redWhole } from './lost-tests.ts'
import { isRedThenGreen, type Proof } from './proof.ts'

type Counts = readonly [run: number, failed: number, skipped: number] | null

function proof(exit_code: number, counts: Counts): Proof {
  const shown = { command: 'npm test', exit_code, duration_ms: 1, timed_out: false }
  const kept = { ...shown, output_sha256: '0'.repeat(64), output_tail: '' }
  if (counts === null) return kept
  const [run, failed, skipped] = counts
  return { ...kept, tests: { run, passed: run - failed, failed, skipped } }
}

const round = (before: Counts, after: Counts, restored: Counts = after) => ({
  before: [proof(1, before)],
  after: [proof(0, after)],
  restored: [proof(0, restored)],
})

const cases: [string, ReturnType<typeof round>, string | null][] = [
  ['as many tests, none failed', round([9, 1, 2], [9, 0, 2]), null],
  ['no report at all', round(null, null), null],
  ['a report only now', round(null, [9, 0, 0]), null],
  ['more tests than before', round([9, 1, 0], [10, 0, 0], [9, 0, 0]), null],
  ['a file that can be loaded now, with skipped tests', round([5, 0, 0], [9, 0, 2]), null],
  ['the red test skipped', round([9, 1, 0], [8, 0, 1]), '8 tests ran, 9 before.'],
  ['the red test deleted', round([9, 1, 0], [8, 0, 0]), '8 tests ran, 9 before.'],
  ['one skipped, one made up', round([9, 1, 0], [9, 0, 1]), '1 tests were skipped, 0 before.'],
  [
    'one skipped, two made up',
    round([9, 1, 0], [10, 0, 1], [9, 0, 0]),
    '1 tests were skipped, 0 with the tests as they were.',
  ],
  [
    'fewer tests than without the changes to them',
    round([5, 0, 0], [8, 0, 0], [9, 0, 0]),
    '8 tests ran, 9 with the tests as they were.',
  ],
  [
    'the report gone',
    round([9, 1, 0], null),
    'its tests were counted before, and left no report now.',
  ],
  [
    'a failed test swallowed',
    round([9, 1, 0], [9, 1, 0]),
    '1 tests failed, whatever its exit code says.',
  ],
  ['a runner that finds no test', round(null, [0, 0, 0]), 'no test ran.'],
]

test.each(cases)('%s', (_name, set, why) => {
  expect(lostTests(set)).toBe(why === null ? null : `npm test: ${why}`)
  expect(isRedThenGreen(set, ['npm test'])).toBe(why === null)
})

const target = (one: Proof, run: number, passed: number): Proof => ({
  ...one,
  targets: { run, passed, failed: run - passed, skipped: 0 },
})

test.each<[string, number, number, string | null]>([
  ['run and pass', 1, 1, null],
  ['are gone', 0, 0, 'of the tests that were red before, 0 have passed, 1 ran before.'],
])('the tests that were red before %s', (_name, run, passed, why) => {
  const before = [target(proof(1, [9, 1, 0]), 1, 0)]
  const after = [target(proof(0, [9, 0, 0]), run, passed)]

  const lost = lostTests({ before, after, restored: after })

  expect(lost).toBe(why === null ? null : `npm test: ${why}`)
})

const own = { ...proof(1, null), command: 'vitest run a.test.ts' }
const whole = (exit_code: number, counts: Counts): Proof => ({
  ...proof(exit_code, counts),
  scope: 'whole',
})

test.each<[string, Proof, string | null]>([
  ['green', whole(0, [9, 0, 0]), null],
  ['red of what was red before the fix as well', whole(1, [9, 1, 0]), null],
  ['red of as much as before', whole(1, [9, 2, 0]), '2 tests failed, 2 before.'],
  ['red of more than before', whole(1, [9, 5, 0]), '5 tests failed, 2 before.'],
  ['without its report', whole(1, null), 'its tests were counted before, and left no report now.'],
  ['run over fewer tests', whole(1, [8, 1, 0]), '8 tests ran, 9 before.'],
])('the whole command is %s', (_name, after, why) => {
  const green = { ...own, exit_code: 0 }
  const round = [green, after]
  const set = { before: [own, whole(1, [9, 2, 0])], after: round, restored: round }

  expect(lostTests(set)).toBe(why === null ? null : `npm test: ${why}`)
  expect(isRedThenGreen(set, [own.command])).toBe(why === null)
})

const failing = (tests: string[], run = 9) => ({
  ...whole(1, [run, tests.length, 0]),
  failed_tests: tests.map((name) => name.repeat(16)),
})

test.each<[string, Proof, string | null]>([
  ['one of them', failing(['b']), null],
  ['fewer, and one more', failing(['c']), '1 tests failed that did not fail before.'],
  ['what runs for the first time', failing(['c'], 10), null],
  [
    'others than run for the first time',
    failing(['c', 'd'], 10),
    '2 tests failed that did not fail before.',
  ],
  ['nobody knows which', whole(1, [9, 2, 0]), null],
])('the whole command failed in a, b and e before, and now in %s', (_name, after, why) => {
  expect(redWhole(after, [failing(['a', 'b', 'e'])])).toBe(why)
})

test('a command of the task is not proven by calling its proof that of the whole', () => {
  const round = [whole(0, [9, 0, 0])]

  expect(
    isRedThenGreen({ before: [whole(1, [9, 1, 0])], after: round, restored: round }, ['npm test']),
  ).toBe(false)
})
