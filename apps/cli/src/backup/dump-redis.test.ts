import { connectRedis } from '@millwright/redis'
import { startTestRedis, type TestRedis } from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dumpRedis, ourKeys } from './dump-redis.ts'
import { KEYS_PAGE } from './limits.ts'

let server: TestRedis
let redis: ReturnType<typeof connectRedis>
beforeAll(async () => {
  server = await startTestRedis()
  redis = connectRedis({ url: server.url, name: 'test' })
  const steps = redis.pipeline().set('somebody:else', '1')
  for (let n = 0; n < KEYS_PAGE + 5; n += 1) steps.set(`millwright:k${n}`, '1')
  await steps.exec()
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

test('a copy that takes longer than writers may wait is given up, and they go on', async () => {
  const late = async () => {
    for await (const _ of dumpRedis(redis, 1_000));
  }

  await expect(late()).rejects.toThrow('could not be copied in time')
  expect(await redis.set('millwright:after', '1')).toBe('OK')
})

test('a Redis with more keys than we keep is not copied', async () => {
  const all = async (most: number) => {
    let count = 0
    for await (const names of ourKeys(redis, most)) count += names.length
    return count
  }

  await expect(all(KEYS_PAGE)).rejects.toThrow(`more than ${KEYS_PAGE} keys`)
  expect(await all(KEYS_PAGE + 6)).toBeGreaterThanOrEqual(KEYS_PAGE + 5)
})
