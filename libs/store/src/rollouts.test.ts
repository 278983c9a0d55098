import type { TaskRecord } from '@millwright/protocol'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { keys } from './keys.ts'
import { CHANGE_TRIES_MAX, PROMPT_USES_MAX, ROLLOUT_STEPS_MAX } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'
import type { RolloutStep } from './rollouts.ts'
import { sampleRecord } from './sample-record.fixture.ts'

const { redis, store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

/** A task made from version `one`. */
function madeTask(task_id: string, change: Partial<TaskRecord['task']> = {}): TaskRecord {
  const record = sampleRecord(task_id)
  return { ...record, task: { ...record.task, template: { name: 'x', hash: 'one' }, ...change } }
}
const end = (state: TaskRecord['state'], ci: string) => (record: TaskRecord) => ({
  ...record,
  state,
  delivery: { ...record.delivery, commit_sha: 'a'.repeat(40), ci_conclusion: ci },
})

test('a task is one use of its version, and says what GitHub said of it', async () => {
  await store.createTask(madeTask('t'))
  const before = await store.listPromptUses('one')
  for (let n = 0; n < 2; n += 1) {
    await store.changeTask('t', ['queued'], end('resolved', 'success'))
  }

  expect(before).toMatchObject([
    { task_id: 't', state: 'queued', ended_at: null, ci: null, usd: 0 },
  ])
  expect(await store.listPromptUses('one')).toMatchObject([
    { state: 'resolved', ci: 'green', is_first: true, ended_at: expect.any(String) },
  ])
  expect(await store.listPromptUses('two')).toEqual([])
})

test('a retry is a use of its own, and so is an attempt on top of our commit: neither is first', async () => {
  await store.createTask(madeTask('t'))
  await store.changeTask('t', ['queued'], end('failed', 'failure'))
  await store.changeTask('t', ['failed'], (r) => ({
    ...r,
    state: 'queued',
    task: { ...r.task, retry_count: 1 },
  }))
  await store.createTask(madeTask('next', { head_sha: 'a'.repeat(40) }))

  const uses = await store.listPromptUses('one')

  const rows = uses.map(({ task_id, state, is_first }) => `${task_id} ${state} ${is_first}`)
  expect(rows.toSorted()).toEqual(['next queued false', 't failed true', 't queued false'])
})

test('work for a person is no use of a template', async () => {
  await store.createTask(madeTask('t', { type: 'escalate' }))

  expect(await store.listPromptUses('one')).toEqual([])
})

test('a block for what a patch does is told from one for its size', async () => {
  const block = (rule: string) => (record: TaskRecord) => ({
    ...record,
    gate: {
      decision: 'block' as const,
      classes: [],
      findings: [{ rule, path: 'a', line: null, why: 'w' }],
    },
  })
  await store.createTask(madeTask('large'))
  await store.createTask(madeTask('skips'))
  await store.changeTask('large', ['queued'], block('too-large'))
  await store.changeTask('skips', ['queued'], block('test-skipped'))

  const uses = await store.listPromptUses('one')

  expect(uses.filter((use) => use.gate === 'block')).toHaveLength(2)
  expect(uses.filter((use) => use.is_cheat).map(({ task_id }) => task_id)).toEqual(['skips'])
})

test(`of a version the ${PROMPT_USES_MAX} newest uses stay`, async () => {
  const old = Array.from({ length: PROMPT_USES_MAX }, (_, n) => n)
  await redis.zadd(keys.promptUseOrder('one'), ...old.flatMap((n) => [n, `old-${n}`]))
  await redis.hset(keys.promptUses('one'), ...old.flatMap((n) => [`old-${n}`, '{}']))

  await store.createTask(madeTask('t'))

  expect(await redis.hlen(keys.promptUses('one'))).toBe(PROMPT_USES_MAX)
  expect(await redis.hexists(keys.promptUses('one'), 'old-0')).toBe(0)
  expect(await store.listPromptUses('one')).toHaveLength(1)
})

const step: RolloutStep = {
  at: '2026-01-01T00:00:00.000Z',
  actor: 'a',
  action: 'promoted',
  hash: 'one',
  was: null,
  why: '',
  ask: null,
}

test('of two who change a rollout at once neither is lost', async () => {
  const add = () => store.changeRollout('x', (r) => ({ ...r, steps: [step, ...r.steps] }))
  await Promise.all([add(), add(), add()])

  expect((await store.getRollout('x')).steps).toHaveLength(3)
  expect((await store.listRollouts()).map(({ name }) => name)).toEqual(['x'])
  expect(await store.changeRollout('x', () => null)).toBeNull()
})

test(`of the steps of a rollout the ${ROLLOUT_STEPS_MAX} newest stay`, async () => {
  const steps = Array.from({ length: ROLLOUT_STEPS_MAX + 1 }, (_, n) => ({ ...step, why: `${n}` }))

  const after = await store.changeRollout('x', (r) => ({ ...r, steps }))

  expect(after?.steps).toEqual(steps.slice(0, -1))
})

test(`after ${CHANGE_TRIES_MAX} lost races a change of a rollout is given up`, async () => {
  let tries = 0
  const lose = store.changeRollout('x', (rollout) => {
    tries += 1
    // Sent before this change is.
    void redis.hset(keys.rollouts, 'x', JSON.stringify({ ...rollout, folder: `${tries}` }))
    return rollout
  })

  await expect(lose).rejects.toMatchObject({ code: 'MW_STORE_CONFLICT' })
  expect(tries).toBe(CHANGE_TRIES_MAX)
})
