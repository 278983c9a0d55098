import { deflateSync } from 'node:zlib'
import { storeKeys } from '@millwright/protocol'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { keys } from './keys.ts'
import { LIST_MAX, LIST_PAGES_MAX, RECORD_BYTES_MAX, ROW_BYTES, SCAN_MAX } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'
import { sampleRecord } from './sample-record.fixture.ts'

const { redis, store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

test('a record lies deflated behind its row, and comes back as it was', async () => {
  const record = withTexts('t', 'Be honest.\n'.repeat(500))

  await store.createTask(record)

  expect(await redis.strlen(storeKeys.task('t'))).toBeLessThan(2_000)
  expect(await store.getTask('t')).toEqual(record)
  expect((await store.listTasks({ limit: 1 }))[0]).toEqual(record)
})

test('the system part is kept once for all tasks, and for longer than any of them', async () => {
  await store.createTask(withTexts('a', 'Be honest.'))
  await store.createTask(withTexts('b', 'Be honest.'))
  await store.createTask(withTexts('c', 'Be brief.'))
  await store.changeTask('c', ['queued'], (r) => ({
    ...r,
    task: { ...r.task, system: 'Be quick.' },
  }))

  const texts = await redis.keys(keys.text('*'))
  expect(texts).toHaveLength(3)
  for (const name of texts) expect(await redis.ttl(name)).toBeGreaterThan(31 * 24 * 3_600)
  const systems = (await store.listTasks({ limit: 9 })).map(({ task }) => task.system)
  expect(systems).toEqual(['Be quick.', 'Be honest.', 'Be honest.'])
})

test('a task whose system part is gone is named, and never given out without it', async () => {
  await store.createTask(withTexts('t', 'Be honest.'))
  await redis.del(await redis.keys(keys.text('*')))

  await expect(store.getTask('t')).rejects.toMatchObject({ code: 'MW_STORE_UNREADABLE' })
  expect(await store.listTasks({ limit: 9 })).toEqual([])
})

test('a record of the time before there were rows is read, listed, changed and removed', async () => {
  const record = withTexts('t', 'Be honest.')
  await redis.set(storeKeys.task('t'), JSON.stringify(record))
  for (const index of [storeKeys.tasks, keys.byState('queued')]) await redis.zadd(index, 1, 't')

  expect(await store.getTask('t')).toEqual(record)
  expect((await store.pageRows({ limit: 1 })).items).toMatchObject([{ task_id: 't' }])
  const changed = await store.changeTask('t', ['queued'], (r) => ({ ...r, state: 'running' }))
  expect(changed?.task.system).toBe('Be honest.')
  expect(await store.tidyTasks()).toBe(1)
})

test('a record that an earlier release has packed is read', async () => {
  await redis.set(storeKeys.task('t'), Buffer.from(packedBefore, 'base64'))

  expect(await store.getTask('t')).toEqual(sampleRecord('t'))
})

test('a row that is longer than most is read whole', async () => {
  await store.createTask(sampleRecord('t'))
  const reason = 'ö'.repeat(2_000)
  await store.changeTask('t', ['queued'], (r) => ({ ...r, reason }))

  expect(Buffer.byteLength(reason)).toBeGreaterThan(ROW_BYTES)
  expect((await store.pageRows({ limit: 1 })).items[0]?.reason).toBe(reason)
})

test('a record that unpacks to more than the largest is refused', async () => {
  const read = async (blanks: number) => {
    const text = JSON.stringify({ system: null, record: sampleRecord('t') })
    const bytes = Buffer.concat([Buffer.from('{}\n'), deflateSync(text + ' '.repeat(blanks))])
    await redis.set(storeKeys.task('t'), bytes)
    return store.getTask('t')
  }

  expect(await read(RECORD_BYTES_MAX / 2)).toEqual(sampleRecord('t'))
  await expect(read(RECORD_BYTES_MAX)).rejects.toMatchObject({ code: 'MW_STORE_UNREADABLE' })
})

test('of a place with very many tasks the last ones are read', async () => {
  const place = storeKeys.pullRequest('acme/web', 'main')
  const names = Array.from({ length: LIST_MAX + 5 }, (_, n) => `t${n}`)
  const steps = redis.pipeline()
  const record = JSON.stringify(sampleRecord('t'))
  for (const [n, name] of names.entries())
    steps.set(storeKeys.task(name), record).zadd(place, n, name)
  await steps.exec()

  expect(await store.tasksOfPullRequest('acme/web', 'main')).toHaveLength(LIST_MAX)
})

test('a listing gives up after a named number of tasks that it does not mean', async () => {
  const others = JSON.stringify(sampleRecord('t', { repo: 'acme/other' }))
  const steps = redis.pipeline()
  for (let n = 0; n < SCAN_MAX * LIST_PAGES_MAX; n += 1) {
    steps.zadd(keys.byState('queued'), n + 2, `other-${n}`)
  }
  await steps.set(storeKeys.task('other-0'), others).exec()
  const find = () => store.listTasks({ state: 'queued', repo: 'acme/web', limit: 1 })
  await redis.set(storeKeys.task('t'), JSON.stringify(sampleRecord('t')))

  await redis.zadd(keys.byState('queued'), 1, 't')
  const behind = await find()
  await redis.zrem(keys.byState('queued'), 'other-1')
  const within = await find()

  expect([behind.length, within.length]).toEqual([0, 1])
})

function withTexts(name: string, system: string) {
  const record = sampleRecord(name)
  return { ...record, task: { ...record.task, system, prompt: 'Repair it.\n'.repeat(500) } }
}

/** `sampleRecord('t')`, written out: it must stay readable, so it is never made anew. */
const packedBefore = [
  'eyJ0YXNrX2lkIjoidCIsInR5cGUiOiJmaXhfbGludCIsInByaW9yaXR5Ijoibm9ybWFsIiwidmVyZGljdCI6IkZJ',
  'WEFCTEUiLCJjYXRlZ29yeSI6ImxpbnQiLCJzdW1tYXJ5IjoiIiwicmVwbyI6ImFjbWUvd2ViIiwiYnJhbmNoIjoi',
  'bWFpbiIsInByX251bWJlciI6bnVsbCwiaGVhZF9zaGEiOiIwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw',
  'MDAwMDAwMDAwIiwic3RhdGUiOiJxdWV1ZWQiLCJyZWFzb24iOiJ3YWl0aW5nIiwid29ya2VyIjpudWxsLCJlcG9j',
  'aCI6MCwib3V0Y29tZSI6bnVsbCwiZ2F0ZSI6bnVsbCwiY29tbWl0X3NoYSI6bnVsbCwiY2lfY29uY2x1c2lvbiI6',
  'bnVsbCwiY3JlYXRlZF9hdCI6IjIwMjYtMDEtMDFUMDA6MDA6MDAuMDAwWiIsInVwZGF0ZWRfYXQiOiIyMDI2LTAx',
  'LTAxVDAwOjAwOjAwLjAwMFoifQp4u9WBQi+d1UELgjAUB/BPZL3noYO3goKgY4foImorBJ0kmoH43cPtNTedtVIP',
  'bo7t8J7/X6tCR55WsqTo0661GFkNSF7TZ5j1sW9gyYsyj7JZMhWSIrUdoNztT+vNYWsyQccSIbzgbHCTRnoo4Lyd',
  'mpMWHH+gkQr3CccHBuAMpKZczQVXOnbDlGHeMK3RpyriAqAUbgLcmDcbbvgFNx/8lQfoAR4BAvEsAOBsRy9KcrZs',
  'WGziB47X2MJ+tzBsWOxhf5s0Ul1sPWdRkvqLXBSjiZa0ZiImTsVE1YCoxERdzHvNanbR3WyitEr5zcrn+w+WgMqR',
  'zCL5/k/KyK96ztCMGTWiddxrboTQ7LquewECIXom',
].join('')
