import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Incident, IncidentSearch } from './index.ts'
import { keys } from './keys.ts'
import { INCIDENTS_LISTED_MAX, INCIDENTS_MAX } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'

const { redis, store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

test('incidents are read page by page, the one seen last first', async () => {
  await store.saveIncident(incident('v1:a', { seen_at: '2026-01-01T00:00:00Z' }))
  await store.saveIncident(incident('v1:b@a branch', { seen_at: '2026-01-02T00:00:00Z' }))

  const first = await store.pageIncidents({ limit: 1 })
  const second = await store.pageIncidents({ limit: 1, before: first.next ?? '' })

  expect(first.items.map(({ key }) => key)).toEqual(['v1:b@a branch'])
  expect(second.items.map(({ key }) => key)).toEqual(['v1:a'])
})

test.each<[string, Partial<IncidentSearch>, string[]]>([
  ['nothing', {}, ['closed', 'open']],
  ['a repository', { repo: 'acme/api' }, []],
  ['open ones', { isOpen: true }, ['open']],
  ['closed ones', { isOpen: false }, ['closed']],
  ['a text, in letters of any case', { text: 'LINT' }, ['closed', 'open']],
  ['a text that stands nowhere', { text: 'nothing' }, []],
])('a search for %s finds the incidents it means', async (_what, search, expected) => {
  const seen_at = '2026-01-02T00:00:00Z'
  await store.saveIncident(incident('open'))
  await store.saveIncident(incident('closed', { seen_at, closed_at: seen_at }))

  const { items } = await store.pageIncidents({ limit: 9, ...search })

  expect(items.map(({ key }) => key)).toEqual(expected)
})

test('the incidents seen longest ago are listed no more when there are too many', async () => {
  const fill = redis.pipeline()
  for (let n = 0; n < INCIDENTS_LISTED_MAX; n += 1) fill.zadd(keys.incidents, n, `acme/web v1:${n}`)
  await fill.exec()

  await store.saveIncident(incident('v1:new'))

  expect(await redis.zcard(keys.incidents)).toBe(INCIDENTS_LISTED_MAX)
  expect(await redis.zscore(keys.incidents, 'acme/web v1:0')).toBeNull()
})

test('open are those that are not closed, and of too many the ones seen last', async () => {
  const fill = redis.pipeline()
  for (let n = 0; n < INCIDENTS_MAX; n += 1) fill.zadd(keys.openIncidents('acme/web'), n, `v1:${n}`)
  await fill.exec()
  await store.saveIncident(incident('v1:green'))
  await store.saveIncident(incident('v1:red'))

  await store.saveIncident(incident('v1:green', { closed_at: '2026-01-02T00:00:00Z' }))

  expect((await store.openIncidents('acme/web')).map(({ key }) => key)).toEqual(['v1:red'])
  expect(await redis.zcard(keys.openIncidents('acme/web'))).toBe(INCIDENTS_MAX - 1)
})

test('a run is counted once for its day, red or green', async () => {
  for (const run of ['1.1', '1.1', '2.1']) await store.countRun('acme/web', run, 'red')
  await store.countRun('acme/web', '1.2', 'green')

  expect(await store.readRuns('acme/web', 7)).toEqual({ red: 2, green: 1 })
  expect(await store.readRuns('acme/api', 7)).toEqual({ red: 0, green: 0 })
})

function incident(key: string, values: Partial<Incident> = {}): Incident {
  const at = '2026-01-01T00:00:00Z'
  return {
    ...{ repo: 'acme/web', key, category: 'lint', summary: 'a line is too long' },
    ...{ urgency: 'normal', opened_at: at, seen_at: at, task_id: null, sightings: [] },
    ...{ issue: null, closed_at: null },
    ...values,
  }
}
