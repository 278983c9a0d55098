import { expect, test } from 'vitest'
import { judgeHistory, type PastRun } from './judge-history.ts'

const cause = { fingerprint: 'v3:a', files: [{ path: 'src/a.ts', line: 3 }], failing_tests: ['t'] }
const now = { headSha: 'f'.repeat(40), at: '2030-01-10T00:00:00Z', cause }

function run(place: PastRun['place'], day: number, more: Partial<PastRun> = {}): PastRun {
  const at = `2030-01-0${day}T00:00:00Z`
  return { place, headSha: String(day).repeat(40), at, cause, ...more }
}

const other = { ...cause, fingerprint: 'v3:b' }
const cases: [string, PastRun[], string][] = [
  ['nothing is known', [], 'new'],
  ['only another cause is known', [run('own', 1, { cause: other })], 'new'],
  [
    'the newest run on the base is red of it',
    [run('base', 1, { cause: null }), run('base', 2)],
    'inherited',
  ],
  [
    'the base was red of it and is green',
    [run('base', 1), run('base', 2, { cause: null })],
    'regression',
  ],
  ['the base is red of something else', [run('base', 2, { cause: other })], 'new'],
  ['an earlier attempt failed of it', [run('own', 3)], 'known'],
  ['another branch fails of it', [run('elsewhere', 3)], 'known'],
  ['it had gone on the own branch', [run('own', 3), run('own', 4, { cause: other })], 'regression'],
  [
    'the job was green at the commit',
    [run('own', 9, { cause: null, headSha: now.headSha })],
    'flaky',
  ],
  ['it came back later only', [run('own', 1, { at: '2030-02-01T00:00:00Z' })], 'new'],
]

test.each(cases)('%s', (_what, past, standing) => {
  expect(judgeHistory(now, past).standing).toBe(standing)
  expect(judgeHistory(now, past.toReversed()).standing).toBe(standing)
})

test('a base that fails of less is not where a further failing test or file comes from', () => {
  const moreTests = { ...now, cause: { ...cause, failing_tests: ['t', 'u'] } }
  const moreFiles = { ...now, cause: { ...cause, files: [...cause.files, { path: 'src/b.ts' }] } }

  expect(judgeHistory(moreTests, [run('base', 2)]).standing).toBe('known')
  expect(judgeHistory(moreFiles, [run('base', 2)]).standing).toBe('known')
  expect(judgeHistory(now, [run('base', 2, { cause: moreTests.cause })]).standing).toBe('inherited')
})
