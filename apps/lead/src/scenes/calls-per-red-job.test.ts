import { generateKeyPairSync } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { callsOfAnswer, callsOfFix, callsOfIdleHour } from './count-calls.fixture.ts'
import { openLeadWorld } from './lead-world.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const app = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

const credentials = [
  ['an App', { app }],
  ['a token', {}],
] as const

test.each(credentials)('with %s an answered red job costs few calls', async (_who, wish) => {
  const { toFirstSign, all } = await callsOfAnswer(world, wish)

  expect(toFirstSign).toBeLessThanOrEqual(6)
  expect(all).toBeLessThanOrEqual(8)
})

test.each(credentials)(
  'with %s the log of a green run costs two calls more',
  async (_who, wish) => {
    const { toFirstSign, all } = await callsOfAnswer(world, wish, true)

    expect(toFirstSign).toBeLessThanOrEqual(8)
    expect(all).toBeLessThanOrEqual(10)
  },
)

test.each(credentials)('with %s a red job is fixed and judged in few calls', async (_who, wish) => {
  const { toFirstSign, all, paid } = await callsOfFix(world, wish, true)

  expect(toFirstSign).toBeLessThanOrEqual(6)
  expect(all).toBeLessThanOrEqual(14)
  expect(paid).toBeLessThanOrEqual(12)
})

test('without tokens for git at hand a fixed red job costs an App two calls more', async () => {
  const { toFirstSign, all } = await callsOfFix(world, { app }, false)

  expect(toFirstSign).toBeLessThanOrEqual(7)
  expect(all).toBeLessThanOrEqual(16)
})

test.each(credentials)('with %s an hour without events costs next to nothing', async (_, wish) => {
  const { all, counted } = await callsOfIdleHour(world, wish)

  expect(all).toBeLessThanOrEqual(160)
  expect(counted).toBeLessThanOrEqual(12)
})
