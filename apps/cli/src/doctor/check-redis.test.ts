import { connectRedis } from '@millwright/redis'
import { startTestRedis } from '@millwright/testing'
import { expect, test } from 'vitest'
import { redisCheck } from './check-redis.ts'
import { find } from './machine.fixture.ts'

test('a Redis that forgets is named with what to set, one that is away too', async () => {
  const server = await startTestRedis()
  const env = { REDIS_URL: server.url }
  const admin = connectRedis({ url: server.url, name: 'test' })
  await admin.config('SET', 'maxmemory-policy', 'allkeys-lru')
  admin.disconnect()

  const forgetful = await find(redisCheck, '', env)
  await server.stop()
  const away = await find(redisCheck, '', env)

  expect(forgetful).toMatchObject({
    ok: false,
    detail: 'maxmemory-policy is allkeys-lru, so tasks may vanish: set it to noeviction',
  })
  expect(away).toMatchObject({ ok: false, fix: expect.stringContaining('REDIS_URL') })
})
