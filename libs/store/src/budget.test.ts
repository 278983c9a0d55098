import { afterAll, beforeEach, expect, test } from 'vitest'
import { openTestStore } from './open-test-store.fixture.ts'

const { store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

const limits = new Map([
  ['task', 100],
  ['day', 10],
])

const reserve = (id: string, usd = 3) =>
  store.reserve(
    { id, task_id: id, usd, scopes: ['task', 'day'], at: '2026-01-01T00:00:00Z' },
    limits,
  )

test('of many that ask at once, as many get money as there is', async () => {
  const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => reserve(id)))

  const refused = answers.filter((answer) => answer !== null)
  expect(refused).toHaveLength(2)
  expect(refused[0]).toEqual({ scope: 'day', spent: 0, reserved: 9, limit: 10 })
  expect(await store.listReservations()).toHaveLength(3)
})

test('what was refused is set aside nowhere', async () => {
  await reserve('a', 8)

  await reserve('b', 8)

  expect(await store.readSpend(['task', 'day'])).toEqual([
    { scope: 'task', spent: 0, reserved: 8 },
    { scope: 'day', spent: 0, reserved: 8 },
  ])
})

test('work pays once, with what it cost, and the rest is free again', async () => {
  await reserve('a', 8)

  const paid = [await store.settle('a', 0.1), await store.settle('a', 5)]

  expect(paid).toEqual([true, false])
  expect(await store.readSpend(['day'])).toEqual([{ scope: 'day', spent: 0.1, reserved: 0 }])
  expect(await reserve('b', 9.9)).toBeNull()
})

test('asking twice sets aside once, and what was paid for is not set aside again', async () => {
  await reserve('a')
  await reserve('a')
  await store.settle('a', 1)

  await reserve('a')

  expect(await store.readSpend(['day'])).toEqual([{ scope: 'day', spent: 1, reserved: 0 }])
})

test('work that nothing was set aside for pays nothing', async () => {
  expect(await store.settle('never', 3)).toBe(false)
  expect(await store.readSpend(['day'])).toEqual([{ scope: 'day', spent: 0, reserved: 0 }])
})
