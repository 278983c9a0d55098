import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANSWER_MS_MAX } from './limits.ts'
import { type StatusUnderTest, startStatusUnderTest } from './start-status.fixture.ts'

let status: StatusUnderTest
beforeAll(async () => {
  status = await startStatusUnderTest()
})
afterAll(() => status.close())

test('an idle stream says that it is alive', { timeout: 60_000 }, async () => {
  const stop = new AbortController()
  const response = await status.get('/api/v1/events', { signal: stop.signal })
  const reader = response.body?.getReader()

  const first = await reader?.read()
  stop.abort()

  expect(new TextDecoder().decode(first?.value)).toMatch(/^: ?heartbeat/)
})

test('a request that Redis keeps waiting is answered', { timeout: 60_000 }, async () => {
  await status.redis.call('CLIENT', 'PAUSE', ANSWER_MS_MAX + 5_000, 'ALL')

  const answer = await status.get('/api/v1/tasks')

  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ code: 'MW_TOO_SLOW' })
})
