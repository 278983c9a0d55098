import type { Judgement } from '@millwright/store'
import { expect, test } from 'vitest'
import { decisionAccuracy, WRONG_SHOWN } from './decision-accuracy.ts'

const judged = (count: number, more: Partial<Judgement> = {}): Judgement[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ task_id: `t${n}`, verdict: 'FIXABLE', should_be: 'FIXABLE', by: 'ci', why: 'green' },
    at: `2026-01-01T00:00:${String(n % 60).padStart(2, '0')}.000Z`,
    ...more,
  }))

test('right is what agrees with what came to light, by verdict and with its interval', () => {
  const escalated = { verdict: 'ESCALATE', by: 'person' } as const

  const figure = decisionAccuracy([
    ...judged(18),
    ...judged(1, { should_be: null }),
    ...judged(3, { ...escalated, should_be: 'ESCALATE' }),
    ...judged(2, { ...escalated, should_be: 'FIXABLE' }),
  ])

  expect(figure).toMatchObject({ right: 21, n: 24, share: 21 / 24, too_few: false, by_people: 5 })
  expect(figure.low).toBeCloseTo(0.69, 3)
  expect(figure.high).toBeCloseTo(0.9566, 3)
  expect(figure.by_verdict.map(({ verdict, right, n }) => [verdict, right, n])).toEqual([
    ['FIXABLE', 18, 19],
    ['INVESTIGATE', 0, 0],
    ['ESCALATE', 3, 5],
  ])
  expect(figure.wrong.map(({ should_be }) => should_be).toSorted()).toEqual([
    'FIXABLE',
    'FIXABLE',
    null,
  ])
})

test.each([
  [19, true],
  [20, false],
])('%i judged verdicts: too few is %s', (count, tooFew) => {
  expect(decisionAccuracy(judged(count)).too_few).toBe(tooFew)
})

test('of nothing there is no share, and anything may be true', () => {
  expect(decisionAccuracy([])).toMatchObject({ n: 0, share: null, low: 0, high: 1, wrong: [] })
})

test('the newest wrong ones are named, and no more than fit', () => {
  const { wrong } = decisionAccuracy(judged(WRONG_SHOWN + 5, { should_be: null }))

  expect(wrong).toHaveLength(WRONG_SHOWN)
  expect(wrong[0]?.task_id).toBe(`t${WRONG_SHOWN + 4}`)
})
