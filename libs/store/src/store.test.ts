import { type Decision, EVENTS_MAX, storeKeys, type TimelineEvent } from '@millwright/protocol'
import { sampleDiagnosis } from '@millwright/testing'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { FailureRecord } from './failure-record.ts'
import { keys } from './keys.ts'
import { CAUSE_FAILURES_MAX, FAILURES_MAX, INTENT_BYTES_MAX, LEAD_TTL_SECONDS } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'
import type { Store } from './store.ts'

const at = '2026-01-01T00:00:00Z'
const { redis, store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

test('a failure is written over what was known of it', async () => {
  await store.saveFailure(failure('f', 1))
  await store.saveFailure({ ...failure('f', 1), task_id: 't', answer: 'act' })

  expect(await store.getFailure('f')).toMatchObject({ task_id: 't', answer: 'act' })
  expect(await store.getFailure('other')).toBeNull()
})

test('the oldest failures go when there are too many', async () => {
  const steps = redis.pipeline()
  for (let n = 0; n < FAILURES_MAX; n += 1) {
    steps.zadd(keys.failures, n, `f${n}`)
    steps.set(storeKeys.failure(`f${n}`), '{}')
  }
  await steps.exec()

  await store.saveFailure(failure('new', 1))

  expect(await redis.zcard(keys.failures)).toBe(FAILURES_MAX)
  expect(await redis.exists(storeKeys.failure('f0'))).toBe(0)
  expect(await redis.exists(storeKeys.failure('f1'))).toBe(1)
})

test('failures of one cause are found newest first, the last ones alone', async () => {
  for (let n = 0; n < CAUSE_FAILURES_MAX + 2; n += 1) {
    const one = failure(`f${n}`, n)
    const completed_at = new Date(n * 1000).toISOString()
    await store.saveFailure({ ...one, failure: { ...one.failure, completed_at } })
  }

  const found = await store.failuresOfCause('acme/web', 'v1:0')

  expect(found).toHaveLength(CAUSE_FAILURES_MAX)
  expect(found[0]?.failure.failure_id).toBe(`f${CAUSE_FAILURES_MAX + 1}`)
  expect(await store.failuresOfCause('acme/other', 'v1:0')).toEqual([])
})

test('decisions are listed newest first and found by repository, pull request and failure', async () => {
  await store.addDecision(decision('f1', { repo: 'a/one', pr_number: 1 }))
  await store.addDecision(decision('f2', { repo: 'a/one', pr_number: 2 }))
  await store.addDecision(decision('f3', { repo: 'b/two' }))
  const ids = async (filter: Omit<Parameters<Store['listDecisions']>[0], 'limit'>, limit = 10) =>
    (await store.listDecisions({ ...filter, limit })).map((d) => d.failure_id)

  expect(await ids({})).toEqual(['f3', 'f2', 'f1'])
  expect(await ids({}, 1)).toEqual(['f3'])
  expect(await ids({ repo: 'a/one' })).toEqual(['f2', 'f1'])
  expect(await ids({ repo: 'a/one', pr: 1 })).toEqual(['f1'])
  expect(await ids({ failure_id: 'f2' })).toEqual(['f2'])
})

test('the same decision taken again is not recorded again, a different one is', async () => {
  await store.addDecision(decision('f', { answer: 'wait' }))

  const again = { ...decision('f', { answer: 'wait' }), at: '2026-01-02T00:00:00Z' }
  expect(await store.addDecision(again)).toBe('unchanged')
  expect(await store.addDecision(decision('f', { answer: 'act' }))).toBe('added')
  expect((await store.listDecisions({ limit: 10 })).map((d) => d.answer)).toEqual(['act', 'wait'])
})

test('a decision can be found behind more others than one page holds', async () => {
  await store.addDecision(decision('needle'))
  for (let n = 0; n < 600; n += 1) await store.addDecision(decision(`hay-${n}`))

  const found = await store.listDecisions({ failure_id: 'needle', limit: 1 })

  expect(found.map((d) => d.failure_id)).toEqual(['needle'])
})

test('events are read after the last one seen, or from the newest back', async () => {
  const ids: string[] = []
  for (const text of ['one', 'two', 'three']) ids.push(await store.addEvent(event(text)))
  const texts = async (after: string | null, limit = 10) =>
    (await store.readEvents({ after, limit })).map((e) => e.event.text)

  expect(await texts(ids[0] ?? '')).toEqual(['two', 'three'])
  expect(await texts(ids[0] ?? '', 1)).toEqual(['two'])
  expect(await texts(ids[2] ?? '')).toEqual([])
  expect(await texts(null, 2)).toEqual(['two', 'three'])
  expect(await store.hasEvent(ids[0] ?? '')).toBe(true)
  expect(await store.hasEvent('1-0')).toBe(false)
})

test('a long event is cut instead of refused', async () => {
  await store.addEvent(event('x'.repeat(5_000)))

  const [stored] = await store.readEvents({ after: null, limit: 1 })

  expect(stored?.event.text).toHaveLength(1_000)
})

test('timeline and decisions keep the newest up to their limit', async () => {
  const fill = `for n = 1, ${EVENTS_MAX + 1_000} do redis.call('XADD', KEYS[1], '*', 'n', n) end`
  for (const key of [storeKeys.events, storeKeys.decisions]) await redis.eval(fill, 1, key)

  await store.addEvent(event('newest'))
  await store.addDecision(decision('newest'))

  for (const key of [storeKeys.events, storeKeys.decisions]) {
    // Redis trims whole nodes of a hundred entries.
    expect(await redis.xlen(key)).toBeGreaterThanOrEqual(EVENTS_MAX)
    expect(await redis.xlen(key)).toBeLessThan(EVENTS_MAX + 200)
  }
  expect((await store.readEvents({ after: null, limit: 1 }))[0]?.event.text).toBe('newest')
})

test('of two intents under one key the first is carried on with', async () => {
  const answers = await Promise.all([
    store.putIntent('push.t.1', { sha: 'a' }),
    store.putIntent('push.t.1', { sha: 'b' }),
  ])

  expect(answers).toEqual([{ sha: 'a' }, { sha: 'a' }])
  expect(await store.getIntent('push.t.1')).toEqual({ sha: 'a' })
  expect(await store.getIntent('push.t.2')).toBeNull()
  expect(await redis.ttl(keys.intent('push.t.1'))).toBeGreaterThan(0)
})

test('an intent over the byte limit is refused with a code', async () => {
  const large = 'x'.repeat(INTENT_BYTES_MAX)

  await expect(store.putIntent('large', large)).rejects.toMatchObject({
    code: 'MW_STORE_TOO_LARGE',
  })
  expect(await store.getIntent('large')).toBeNull()
})

test('the lead is seen while it gives signs of life', async () => {
  const life = { started_at: at, seen_at: at }
  const status = { pid: 1, host: 'h', ...life, paused: false, mode: 'token' as const }
  await store.beatLead(status)
  const ttl = await redis.ttl(keys.lead)
  const alive = await store.readLead()
  await redis.pexpire(keys.lead, 0)

  expect(alive).toEqual(status)
  expect(ttl).toBeLessThanOrEqual(LEAD_TTL_SECONDS)
  expect(ttl).toBeGreaterThan(0)
  expect(await store.readLead()).toBeNull()
})

function failure(failure_id: string, job_id: number): FailureRecord {
  return FailureRecord.parse({
    failure: {
      failure_id,
      repo: 'acme/web',
      run_id: 1,
      run_attempt: 1,
      job_id,
      job_name: 'test',
      workflow_name: 'ci',
      conclusion: 'failure',
      head_sha: '0'.repeat(40),
      head_branch: 'main',
      html_url: 'https://example.test/job',
      completed_at: at,
    },
    diagnosis: sampleDiagnosis(),
    task_id: null,
    verdict: 'FIXABLE',
    answer: 'wait',
  })
}

function decision(failure_id: string, values: Partial<Decision> = {}): Decision {
  return {
    failure_id,
    repo: 'acme/web',
    head_sha: '0'.repeat(40),
    task_id: null,
    answer: 'skip',
    reason: 'fork',
    rules: [],
    at,
    ...values,
  }
}

function event(text: string): TimelineEvent {
  return { at, kind: 'task', text }
}
