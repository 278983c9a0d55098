import { expect, test } from 'vitest'
import { COMPARED_MIN, promptNumbers } from './prompt-numbers.ts'
import type { PromptUse } from './prompt-uses.ts'
import { escalated, sampleUse } from './use.fixture.ts'
import { wilson } from './wilson.ts'
import { CANARY_TASKS_MIN, worseCanary } from './worse-canary.ts'

test.each([
  // Of the table in Newcombe, Statistics in Medicine 17 (1998), method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('of %i in %i the true share lies between %f and %f', (count, of, low, high) => {
  const share = wilson(count, of)

  expect(share.low).toBeCloseTo(low, 4)
  expect(share.high).toBeCloseTo(high, 4)
})

test('without a case nothing is known of a share', () => {
  expect(wilson(0, 0)).toEqual({ count: 0, of: 0, share: null, low: 0, high: 1 })
})

test('only what ended with an answer is in the figures', () => {
  const numbers = promptNumbers([
    sampleUse(),
    sampleUse({ is_first: false, ended_at: '2026-01-01T00:20:00.000Z' }),
    sampleUse({ ...escalated, ended_at: '2026-01-01T01:00:00.000Z' }),
    sampleUse({ state: 'running', ended_at: null, ci: null }),
    sampleUse({ state: 'cancelled', ci: null }),
    sampleUse({ state: 'superseded', ci: null }),
  ])

  expect(numbers).toMatchObject({ n: 3, open: 1, left_out: 2, too_few: true, minutes: 20 })
  expect(numbers.green).toMatchObject({ count: 2, of: 3 })
  expect(numbers.first_green).toMatchObject({ count: 1, of: 2 })
  expect(numbers.escalated).toMatchObject({ count: 1, of: 3 })
})

test('a commit that was green and taken back is no fix, and one that CI left red is none', () => {
  const reverted = sampleUse({ is_reverted: true })
  const red = sampleUse({ state: 'failed', ci: 'red' })

  expect(promptNumbers([reverted, red]).green).toMatchObject({ count: 0, of: 2 })
})

test('a fix costs all that was spent, and nothing is said of it when a price is unknown', () => {
  const tasks = [sampleUse({ usd: 1 }), sampleUse({ usd: 3 }), sampleUse({ ...escalated, usd: 2 })]

  expect(promptNumbers(tasks)).toMatchObject({ usd: 6, usd_median: 2, usd_per_fix: 3 })
  expect(promptNumbers([...tasks, sampleUse({ usd: null })])).toMatchObject({
    ...{ usd: null, usd_median: null, usd_per_fix: null },
  })
  expect(promptNumbers([sampleUse(escalated)]).usd_per_fix).toBeNull()
})

test(`fewer than ${COMPARED_MIN} tasks are too few to compare`, () => {
  expect(promptNumbers(of(COMPARED_MIN - 1)).too_few).toBe(true)
  expect(promptNumbers(of(COMPARED_MIN)).too_few).toBe(false)
})

/** `count` tasks, of which the first `other` went as given. */
function of(count: number, other = 0, change: Partial<PromptUse> = {}): PromptUse[] {
  return Array.from({ length: count }, (_, n) => sampleUse(n < other ? change : {}))
}

function judge(canary: PromptUse[], stable: PromptUse[]): string | null {
  return worseCanary(promptNumbers(canary), promptNumbers(stable))
}

test('a canary is worse when its whole interval lies below that of the stable version', () => {
  const stable = of(40, 4, escalated)

  expect(judge(of(10, 7, escalated), stable)).toContain('3 of 10 of its tasks are green')
  expect(judge(of(10, 3, escalated), stable)).toBeNull()
})

test('for what leads to no commit, escalations are compared', () => {
  const commented = { state: 'commented', ci: null, gate: null } as const
  const stable = of(40, 40, commented)

  expect(judge(of(10, 10, commented), stable)).toBeNull()
  expect(judge(of(12, 12, escalated), stable)).toContain('12 of 12 of its tasks are escalated')
})

test(`before ${CANARY_TASKS_MIN} tasks of its own, and ${COMPARED_MIN} of the other, a canary goes on`, () => {
  const bad = (count: number) => of(count, count, escalated)

  expect(judge(bad(CANARY_TASKS_MIN - 1), of(40))).toBeNull()
  expect(judge(bad(CANARY_TASKS_MIN), of(COMPARED_MIN - 1))).toBeNull()
  expect(judge(bad(CANARY_TASKS_MIN), of(COMPARED_MIN))).not.toBeNull()
})

test('one patch that cheats is enough where the stable version has made none', () => {
  const cheat = { is_cheat: true, gate: 'block', state: 'escalated', ci: null } as const

  expect(judge(of(2, 1, cheat), of(20))).toContain('blocked 1 of its patches')
  expect(judge(of(2, 1, cheat), of(20, 1, cheat))).toBeNull()
})
