import { storeKeys, type TaskRecord } from '@millwright/protocol'
import { sampleResult } from '@millwright/testing'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTask } from './create-task.ts'
import { fillStore } from './fill-store.fixture.ts'
import { keys } from './keys.ts'
import { CHANGE_TRIES_MAX, FINISHED_PATCH_CHARS_MAX, KEEP_SECONDS, LIST_MAX } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'
import { sampleRecord } from './sample-record.fixture.ts'
import type { Store } from './store.ts'

const { redis, store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

test('a task is created once; a second creation leaves what has become of it', async () => {
  const first = await store.createTask(sampleRecord('t'))
  await store.changeTask('t', ['queued'], running)

  expect(first).toBe('created')
  expect(await store.createTask(sampleRecord('t'))).toBe('exists')
  expect((await store.getTask('t'))?.state).toBe('running')
  expect(await store.getTask('other')).toBeNull()
})

test('a very long patch is kept until its task is finished, and a short one after that', async () => {
  const size = async (name: string, patch: string) => {
    await store.createTask(sampleRecord(name))
    const open = await store.changeTask(name, ['queued'], (r) => ({
      ...r,
      state: 'reported',
      result: { ...sampleResult('fixed'), patch },
    }))
    const done = await store.changeTask(name, ['reported'], (r) => ({ ...r, state: 'escalated' }))
    return [open?.result?.patch.length, done?.result?.patch.length]
  }
  const most = FINISHED_PATCH_CHARS_MAX

  expect(await size('short', 'x'.repeat(most))).toEqual([most, most])
  expect(await size('long', 'x'.repeat(most + 1))).toEqual([most + 1, 0])
})

test('two creations at the same time make one task', async () => {
  const answers = await Promise.all([
    store.createTask(sampleRecord('t')),
    store.createTask(sampleRecord('t')),
  ])

  expect(answers.toSorted()).toEqual(['created', 'exists'])
})

test('a change happens only in the states it is meant for', async () => {
  await store.createTask(sampleRecord('t'))

  const changed = await store.changeTask('t', ['queued', 'running'], running)

  expect(changed).toMatchObject({ state: 'running', created_at: '2026-01-01T00:00:00.000Z' })
  expect(Date.parse(changed?.updated_at ?? '')).toBeGreaterThan(Date.parse('2026-01-01'))
  expect(await store.changeTask('t', ['queued'], running)).toBeNull()
  expect(await store.changeTask('missing', ['queued'], running)).toBeNull()
})

test('of changes at the same time none is lost', async () => {
  await store.createTask(sampleRecord('t'))

  const more = (r: TaskRecord) => ({ ...r, epoch: r.epoch + 1 })
  const changes = Array.from({ length: 20 }, () => store.changeTask('t', ['queued'], more))
  await Promise.all(changes)

  expect((await store.getTask('t'))?.epoch).toBe(20)
})

test('a change that loses every race ends with an error instead of trying for ever', async () => {
  await store.createTask(sampleRecord('t'))
  let tries = 0
  const change = (r: TaskRecord) => {
    tries += 1
    // Queued on the same connection before the comparison, so it is always the faster one.
    void redis.set(storeKeys.task('t'), JSON.stringify({ ...r, epoch: tries }))
    return running(r)
  }

  await expect(store.changeTask('t', ['queued'], change)).rejects.toMatchObject({
    code: 'MW_STORE_CONFLICT',
  })
  expect(tries).toBe(CHANGE_TRIES_MAX)
})

test('a task keeps what it is named by, and a long reason is cut', async () => {
  await store.createTask(sampleRecord('t'))

  const changed = await store.changeTask('t', ['queued'], (r) => ({
    ...r,
    reason: 'x'.repeat(5_000),
    task: { ...r.task, task_id: 'renamed', repo: 'evil/other', retry_count: 1 },
  }))

  expect(changed?.task).toMatchObject({ task_id: 't', repo: 'acme/web', retry_count: 1 })
  expect(changed?.reason).toHaveLength(2_000)
})

test('tasks are listed newest first, by state and repository, page by page', async () => {
  for (const [n, repo] of ['a/one', 'b/two', 'a/one', 'b/two', 'a/one'].entries()) {
    // Two of them were made in the same moment.
    const storedAt = Date.now() - 1_000 * Math.min(5 - n, 4)
    await createTask(redis, sampleRecord(`t${n}`, { repo }), { nowMs: storedAt })
  }
  await store.changeTask('t2', ['queued'], running)

  const ids = async (filter: Parameters<Store['listTasks']>[0]) =>
    (await store.listTasks(filter)).map((r) => r.task.task_id)

  expect(await ids({ limit: 10 })).toEqual(['t4', 't3', 't2', 't1', 't0'])
  expect(await ids({ limit: 2 })).toEqual(['t4', 't3'])
  expect(await ids({ limit: 10, repo: 'a/one' })).toEqual(['t4', 't2', 't0'])
  expect(await ids({ limit: 10, state: 'running' })).toEqual(['t2'])
  expect(await ids({ limit: 10, state: 'queued', repo: 'a/one' })).toEqual(['t4', 't0'])
  expect(await store.countTasks()).toMatchObject({ queued: 4, running: 1, resolved: 0 })
})

test('a listing never returns more than its limit', async () => {
  await fillStore(redis, LIST_MAX + 60)

  expect(await store.listTasks({ limit: 1_000_000 })).toHaveLength(LIST_MAX)
})

test('a record that cannot be read is named when asked for and left out of lists', async () => {
  await store.createTask(sampleRecord('good'))
  await store.createTask(sampleRecord('bad'))
  await redis.set(storeKeys.task('bad'), '{"state":')

  await expect(store.getTask('bad')).rejects.toMatchObject({ code: 'MW_STORE_UNREADABLE' })
  expect((await store.listTasks({ limit: 10 })).map((r) => r.task.task_id)).toEqual(['good'])
})

test('tasks over a month old go, and their indices with them', async () => {
  const longAgo = Date.now() - (KEEP_SECONDS + 60) * 1_000
  await createTask(redis, sampleRecord('old', { pr: 7 }), { nowMs: longAgo })
  await store.createTask(sampleRecord('new', { pr: 8 }))

  // What is counted outlives the tasks.
  const counted = [keys.counts, keys.promptUses('none'), keys.promptUseOrder('none')]
  const all = await redis.keys('*')
  const left = all.filter((name) => !counted.some((start) => name.startsWith(start)))

  expect(left.toSorted()).toEqual(
    [
      storeKeys.task('new'),
      storeKeys.tasks,
      keys.taskBytes,
      keys.byState('queued'),
      keys.byRepo('acme/web'),
      storeKeys.pullRequest('acme/web', '8'),
    ].toSorted(),
  )
})

test('the tasks of a pull request are found by its number, those of a branch by its name', async () => {
  await store.createTask(sampleRecord('pr', { pr: 7 }))
  await store.createTask(sampleRecord('branch'))
  const ids = async (place: string) =>
    (await store.tasksOfPullRequest('acme/web', place)).map((r) => r.task.task_id)

  expect(await ids('7')).toEqual(['pr'])
  expect(await ids('main')).toEqual(['branch'])
  expect(await ids('8')).toEqual([])
})

function running(record: TaskRecord): TaskRecord {
  return { ...record, state: 'running' }
}
