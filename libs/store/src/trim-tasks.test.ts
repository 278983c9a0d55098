import { storeKeys } from '@millwright/protocol'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTask } from './create-task.ts'
import { fillStore } from './fill-store.fixture.ts'
import { keys } from './keys.ts'
import { KEEP_SECONDS, TRIM_MAX } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'
import { sampleRecord } from './sample-record.fixture.ts'
import { tidyTasks } from './tidy-tasks.ts'

const { redis, store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

const bytes = 1_000_000

test('the oldest tasks go when there are too many, with every trace of them', async () => {
  await fillStore(redis, 25)

  await createTask(redis, sampleRecord('newest', { pr: 7 }), { keep: { tasks: 20, bytes } })

  expect(await redis.zcard(storeKeys.tasks)).toBe(20)
  expect(await redis.zcard(keys.byState('queued'))).toBe(20)
  expect(await redis.zcard(keys.byRepo('acme/web'))).toBe(20)
  expect(await store.getTask('old-5')).toBeNull()
  expect((await store.getTask('old-6'))?.task.task_id).toBe('old-6')
})

test('the oldest tasks go when their records take up too much, however few they are', async () => {
  for (const name of ['a', 'b', 'c']) await store.createTask(sampleRecord(name))
  // Deflated, two records that differ in their names may differ by some bytes.
  const three = Number(await redis.get(keys.taskBytes)) + 10

  await createTask(redis, sampleRecord('d'), { keep: { tasks: 100, bytes: three } })

  expect(await names()).toEqual(['d', 'c', 'b'])
  expect(Number(await redis.get(keys.taskBytes))).toBe(await bytesOfAll())
})

test('what all records take up is known through every change', async () => {
  await store.createTask(sampleRecord('a'))
  await store.createTask(sampleRecord('b'))
  await store.changeTask('a', ['queued'], (r) => ({ ...r, reason: 'x'.repeat(900) }))

  expect(Number(await redis.get(keys.taskBytes))).toBe(await bytesOfAll())
})

test('one new task has a named number of old ones removed, and a clean-up all of them', async () => {
  await fillStore(redis, TRIM_MAX + 30)
  const keep = { tasks: 5, bytes }

  await createTask(redis, sampleRecord('newest'), { keep })
  const left = (await names()).length
  const removed = await tidyTasks(redis, keep)

  expect(left).toBe(31)
  expect(removed).toBe(26)
  expect(await names()).toEqual(['newest', 'old-129', 'old-128', 'old-127', 'old-126'])
})

test('a clean-up removes what is too old though nothing new comes', async () => {
  await store.createTask(sampleRecord('old'))

  const later = Date.now() + (KEEP_SECONDS + 60) * 1_000

  expect(await tidyTasks(redis, { tasks: 5, bytes }, later)).toBe(1)
  expect(await redis.keys('*store:task:*')).toEqual([])
})

test('a clean-up forgets names without a record, and counts what is there anew', async () => {
  await store.createTask(sampleRecord('kept'))
  await store.createTask(sampleRecord('lost'))
  await redis.del(storeKeys.task('lost'))
  await redis.set(keys.taskBytes, 12_345_678)

  expect(await store.tidyTasks()).toBe(1)
  expect(await names()).toEqual(['kept'])
  expect(await redis.zrange(keys.byState('queued'), '0', '-1')).toEqual(['kept'])
  expect(Number(await redis.get(keys.taskBytes))).toBe(await bytesOfAll())
})

async function names(): Promise<string[]> {
  return redis.zrevrange(storeKeys.tasks, 0, -1)
}

async function bytesOfAll(): Promise<number> {
  const all = (await names()).map((name) => redis.strlen(storeKeys.task(name)))
  return (await Promise.all(all)).reduce((sum, one) => sum + one, 0)
}
