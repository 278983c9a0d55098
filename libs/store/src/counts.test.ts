import { sampleResult } from '@millwright/testing'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { readCounts } from './counts.ts'
import { keys } from './keys.ts'
import { COUNT_DAYS_MAX, COUNT_STEP_MAX } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'
import { sampleRecord } from './sample-record.fixture.ts'

const ours = 'a'.repeat(40)
const result = sampleResult('fixed')
const { redis, store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

test('a task counts once at each step of its way, however often a step is asked for', async () => {
  for (let n = 0; n < 2; n += 1) {
    await store.createTask(sampleRecord('t'))
    await claim('t', 1)
    await report('t', { usd: 0.25, input_tokens: 900 })
    await push('t')
    await judge('t', 'resolved', 'success')
  }

  expect(await total()).toEqual({
    'opened:FIXABLE': 1,
    claimed: 1,
    'reported:fixed': 1,
    'tokens:input_tokens': 900,
    'tokens:output_tokens': 0,
    'tokens:cache_read_tokens': 0,
    'tokens:cache_write_tokens': 0,
    'cost:priced': 1,
    'cost:micro_usd': 250_000,
    pushed: 1,
    'judged:first:green': 1,
    'ended:resolved': 1,
    'resolution:seconds': expect.any(Number),
    'resolution:more': 1,
  })
  const { days } = await store.readCounts(1)
  expect(Object.fromEntries(days[0]?.counts ?? [])).toEqual(await total())
})

test('of two writers of one step one counts', async () => {
  await store.createTask(sampleRecord('t'))

  await Promise.all([claim('t', 1), claim('t', 1), claim('t', 1)])

  expect(await total()).toMatchObject({ claimed: 1 })
})

test('a red commit of ours is no first success, and what comes after it is a retry', async () => {
  await store.createTask(sampleRecord('one'))
  await claim('one', 1)
  await report('one', {})
  await push('one')
  await judge('one', 'failed', 'failure')
  await store.createTask(sampleRecord('two', { headSha: ours }))
  await claim('two', 1)
  await report('two', {})
  await push('two', 'b'.repeat(40))
  await judge('two', 'resolved', 'success')

  const counts = await total()

  expect(counts).toMatchObject({ 'judged:first:red': 1, 'retried:ci_red': 1 })
  expect(counts).toMatchObject({ 'judged:later:green': 1, 'ended:resolved': 1 })
  expect(counts).not.toHaveProperty('judged:first:green')
})

test('a lost worker and a wish of a person are retries of their own kind', async () => {
  await store.createTask(sampleRecord('t'))
  await claim('t', 1)
  await claim('t', 2)
  await store.changeTask('t', ['running'], (r) => ({ ...r, state: 'failed' }))
  await store.changeTask('t', ['failed'], (r) => ({ ...r, state: 'queued' }))

  expect(await total()).toMatchObject({
    claimed: 2,
    'retried:worker_lost': 1,
    'retried:person': 1,
    'ended:failed': 1,
  })
})

test('an unknown price is counted as such, and a mad claim up to a limit', async () => {
  await store.createTask(sampleRecord('t'))
  await claim('t', 1)
  await report('t', { usd: null, input_tokens: Number.MAX_SAFE_INTEGER })
  await store.createTask(sampleRecord('u'))
  await claim('u', 1)
  await report('u', { usd: 1e300 })

  expect(await total()).toMatchObject({
    'cost:unpriced': 1,
    'cost:priced': 1,
    'cost:micro_usd': COUNT_STEP_MAX,
    'tokens:input_tokens': COUNT_STEP_MAX,
  })
})

test('an effect without a task is counted once', async () => {
  await store.countOnce('missed_runs', 'run.1')
  await store.countOnce('missed_runs', 'run.1')
  await store.countOnce('missed_runs', 'run.2')

  expect(await total()).toEqual({ missed_runs: 2 })
})

test('days are read back to a limit, and each goes in the end', async () => {
  const now = new Date('2026-03-01T12:00:00Z')
  await redis.hset(keys.countsOf('2026-02-28'), 'pushed', 3)

  const { days } = await readCounts(redis, 1_000, now)
  await store.countOnce('missed_runs', 'run')
  const today = new Date().toISOString().slice(0, 10)

  expect(days).toHaveLength(COUNT_DAYS_MAX)
  expect(days[1]).toEqual({ day: '2026-02-28', counts: new Map([['pushed', 3]]) })
  expect(await redis.ttl(keys.countsOf(today))).toBeGreaterThan(COUNT_DAYS_MAX * 24 * 3600)
})

test('the oldest task of a state is found without reading it', async () => {
  await store.createTask(sampleRecord('t'))
  const opened = Number(await redis.zscore(keys.byState('queued'), 't'))

  expect(await store.oldestTask('queued')).toEqual(new Date(opened))
  expect(await store.oldestTask('running')).toBeNull()
})

async function total(): Promise<Record<string, number>> {
  return Object.fromEntries((await store.readCounts(0)).total)
}

async function claim(id: string, epoch: number): Promise<void> {
  const from = ['queued', 'running'] as const
  await store.changeTask(id, from, (r) => ({ ...r, state: 'running', epoch }))
}

async function report(id: string, usage: { usd?: number | null; input_tokens?: number }) {
  await store.changeTask(id, ['running'], (r) => ({
    ...r,
    state: 'reported',
    result: { ...result, usage: { ...result.usage, turns: 1, ...usage } },
  }))
}

async function push(id: string, commit_sha = ours): Promise<void> {
  await store.changeTask(id, ['reported'], (r) => ({ ...r, state: 'delivering' }))
  const delivery = { commit_sha, comment_id: null, ci_conclusion: null }
  await store.changeTask(id, ['delivering'], (r) => ({ ...r, state: 'watching', delivery }))
}

async function judge(id: string, state: 'resolved' | 'failed', ci_conclusion: string) {
  await store.changeTask(id, ['watching'], (r) => ({
    ...r,
    state,
    delivery: { ...r.delivery, ci_conclusion },
  }))
}
