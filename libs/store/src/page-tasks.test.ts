import { storeKeys } from '@millwright/protocol'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTask } from './create-task.ts'
import type { TaskSearch } from './index.ts'
import { SCAN_MAX } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'
import { sampleRecord } from './sample-record.fixture.ts'

const { redis, store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

test('a search is read page by page, also where tasks were made in one moment', async () => {
  const now = Date.now()
  for (const [n, age] of [5, 4, 4, 4, 1].entries()) {
    await createTask(redis, sampleRecord(`t${n}`), { nowMs: now - 1_000 * age })
  }

  const first = await page({ limit: 2 })
  const second = await page({ limit: 2, before: first.next ?? '' })
  // The task that the page ended with may be gone by then.
  await redis.zrem(storeKeys.tasks, 't2')
  const third = await page({ limit: 2, before: second.next ?? '' })

  expect([first.ids, second.ids, third.ids]).toEqual([['t4', 't3'], ['t2', 't1'], ['t0']])
  expect(third.next).toBeNull()
})

test.each<[string, Partial<TaskSearch>, string[]]>([
  ['nothing', {}, ['c', 'b', 'a']],
  ['a repository', { repo: 'acme/api' }, ['b']],
  ['a pull request of a repository', { repo: 'acme/web', pull: 7 }, ['c']],
  ['a pull request of any', { pull: 7 }, ['c', 'b']],
  ['one state', { states: ['running'] }, ['c']],
  ['several states', { states: ['running', 'queued'], pull: 7 }, ['c', 'b']],
  ['a verdict', { verdict: 'ESCALATE' }, []],
  ['a type', { type: 'fix_lint' }, ['c', 'b', 'a']],
  ['a text, in letters of any case', { text: 'STARTED' }, ['c']],
])('a search for %s finds what it means', async (_what, search, expected) => {
  await store.createTask(sampleRecord('a'))
  await store.createTask(sampleRecord('b', { repo: 'acme/api', pr: 7 }))
  await store.createTask(sampleRecord('c', { pr: 7 }))
  await store.changeTask('c', ['queued'], (r) => ({ ...r, state: 'running', reason: 'Started' }))

  expect((await page({ limit: 9, ...search })).ids).toEqual(expected)
})

test('a search looks at a named number of tasks and says where the next one goes on', async () => {
  await createTask(redis, sampleRecord('needle'), { nowMs: Date.now() - 1_000 })
  const hay = JSON.stringify(sampleRecord('hay', { repo: 'acme/hay' }))
  const writes = redis.pipeline()
  for (let n = 0; n < SCAN_MAX; n += 1) {
    writes.set(storeKeys.task(`hay-${n}`), hay).zadd(storeKeys.tasks, Date.now(), `hay-${n}`)
  }
  await writes.exec()
  const search = { limit: 1, text: 'needle' }

  const first = await page(search)
  const second = await page({ ...search, before: first.next ?? '' })

  expect([first.ids, second.ids]).toEqual([[], ['needle']])
})

async function page(search: TaskSearch) {
  const { items, next } = await store.pageTasks(search)
  return { ids: items.map(({ task }) => task.task_id), next }
}
