import { afterAll, beforeEach, expect, test } from 'vitest'
import { type Judgement, judgementsOf, listJudgements, saveJudgement } from './judgements.ts'
import { keys } from './keys.ts'
import { JUDGEMENTS_MAX } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'

const { redis, close } = await openTestStore()
beforeEach(() => redis.flushdb())
afterAll(() => close())

const judgement = (more: Partial<Judgement> = {}): Judgement => ({
  task_id: 't',
  verdict: 'ESCALATE',
  should_be: null,
  by: 'ci',
  why: 'it was green when it was run again',
  at: '2026-01-02T00:00:00.000Z',
  ...more,
})
const person = (more: Partial<Judgement> = {}) =>
  judgement({ by: 'person', should_be: 'ESCALATE', why: 'anna', ...more })

test.each([
  ['before', [person(), judgement()]],
  ['after', [judgement(), person()]],
])('the word of a person counts, spoken %s what CI shows', async (_when, spoken) => {
  for (const one of spoken) await saveJudgement(redis, one)

  expect(await judgementsOf(redis, 't')).toEqual([person(), judgement()])
  expect(await listJudgements(redis, new Date(0))).toEqual([person()])
})

test('a later word of the same person replaces the earlier one', async () => {
  await saveJudgement(redis, person({ should_be: 'FIXABLE' }))
  await saveJudgement(redis, person({ should_be: 'INVESTIGATE' }))

  expect((await judgementsOf(redis, 't')).map((one) => one.should_be)).toEqual(['INVESTIGATE'])
})

test('what was said before the time asked for is left out', async () => {
  await saveJudgement(redis, judgement({ task_id: 'old', at: '2026-01-01T00:00:00.000Z' }))
  await saveJudgement(redis, judgement({ task_id: 'new' }))

  const since = await listJudgements(redis, new Date('2026-01-01T12:00:00Z'))

  expect(since.map(({ task_id }) => task_id)).toEqual(['new'])
})

test('what cannot be read is left out', async () => {
  await saveJudgement(redis, judgement())
  await redis.hset(keys.judgements, 'ci t', '{')

  expect(await listJudgements(redis, new Date(0))).toEqual([])
  expect(await judgementsOf(redis, 't')).toEqual([])
})

test('the oldest goes when there are too many, and nothing is kept for ever', async () => {
  await saveJudgement(redis, judgement({ task_id: 'first', at: '2026-01-01T00:00:00.000Z' }))
  const others = Array.from({ length: JUDGEMENTS_MAX - 1 }, (_, n) => `ci t${n}`)
  await redis.zadd(keys.judgementOrder, ...others.flatMap((name) => [Date.now(), name]))
  const before = await judgementsOf(redis, 'first')

  await saveJudgement(redis, judgement({ at: new Date().toISOString() }))

  expect(before).toHaveLength(1)
  expect(await judgementsOf(redis, 'first')).toEqual([])
  expect(await judgementsOf(redis, 't')).toHaveLength(1)
  expect(await redis.zcard(keys.judgementOrder)).toBe(JUDGEMENTS_MAX)
  expect(await redis.ttl(keys.judgements)).toBeGreaterThan(0)
  expect(await redis.ttl(keys.judgementOrder)).toBeGreaterThan(0)
})
