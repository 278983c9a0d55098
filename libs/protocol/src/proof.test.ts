import { expect, test } from 'vitest'
import { isRedThenGreen, type Proof } from './proof.ts'

const proof = (command: string, exit_code: number | null): Proof => ({
  command,
  exit_code,
  duration_ms: 1,
  output_sha256: '0'.repeat(64),
  output_tail: '',
  timed_out: exit_code === null,
})
const red = proof('npm test', 1)
const green = proof('npm test', 0)

test('red before, green after and green again is proof', () => {
  const set = { before: [red], after: [green], restored: [green] }

  expect(isRedThenGreen(set, ['npm test'])).toBe(true)
})

const noProof: [string, Parameters<typeof isRedThenGreen>][] = [
  ['never red', [{ before: [green], after: [green], restored: [green] }, ['npm test']]],
  ['nothing before', [{ before: [], after: [green], restored: [green] }, ['npm test']]],
  ['still red', [{ before: [red], after: [red], restored: [green] }, ['npm test']]],
  ['red with tests restored', [{ before: [red], after: [green], restored: [red] }, ['npm test']]],
  ['never restored', [{ before: [red], after: [green], restored: [] }, ['npm test']]],
  [
    'killed',
    [{ before: [red], after: [proof('npm test', null)], restored: [green] }, ['npm test']],
  ],
  [
    'other commands',
    [
      { before: [proof('false', 1)], after: [proof('true', 0)], restored: [proof('true', 0)] },
      ['npm test'],
    ],
  ],
  [
    'one command left out',
    [{ before: [red], after: [green], restored: [green] }, ['npm test', 'tsc']],
  ],
  ['no commands at all', [{ before: [red], after: [green], restored: [green] }, []]],
]

test.each(noProof)('%s is no proof', (_name, [set, commands]) => {
  expect(isRedThenGreen(set, commands)).toBe(false)
})

test('red of another failure before is no proof', () => {
  const set = { before: [red], after: [green], restored: [green] }
  const same = (one: 'yes' | 'no' | 'unknown') => ({
    ...set,
    same_failure: { same: one, is_hindered: false, why: '' },
  })

  const proven = (['yes', 'unknown', 'no'] as const).map((one) =>
    isRedThenGreen(same(one), ['npm test']),
  )

  expect(proven).toEqual([true, true, false])
})
