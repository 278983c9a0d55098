import { logSink, startTestRedis, type TestRedis, waitFor } from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis, redisProblems } from './index.ts'

let server: TestRedis
beforeAll(async () => {
  server = await startTestRedis()
})
afterAll(() => server.stop())

test('a connection outlives its server and says so once', async () => {
  const sink = logSink()
  const redis = connectRedis({ url: server.url, name: 'lead', logger: sink.logger })
  await redis.set('a', '1')

  await server.kill()
  const answer = redis.get('a')
  await waitFor(() => sink.text().includes('redis is away'), { what: 'the warning' })
  await server.restart()

  expect(await answer).toBe('1')
  const messages = sink.entries().map((entry) => entry.msg)
  expect(messages).toEqual(['redis is away', 'redis is back'])
  expect(await redis.client('GETNAME')).toBe('lead')
  redis.disconnect()
})

test('a server that is nearly full is named while there is still room', async () => {
  const redis = connectRedis({ url: server.url, name: 'doctor' })
  const used = Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1])
  await redis.config('SET', 'maxmemory', used * 2)
  const roomy = await redisProblems(redis)
  await redis.config('SET', 'maxmemory', Math.round(used * 1.1))
  const full = await redisProblems(redis)
  await redis.config('SET', 'maxmemory', 0)

  expect(roomy).toEqual([])
  expect(full).toEqual([expect.stringMatching(/^\d\d % of maxmemory is used.*raise maxmemory$/)])
  redis.disconnect()
})

test('a server that forgets is named with what to set', async () => {
  const redis = connectRedis({ url: server.url, name: 'doctor' })
  await redis.config('SET', 'appendonly', 'no')
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru')

  const problems = await redisProblems(redis)

  expect(problems).toEqual([
    'the append-only file is off, so a crash loses tasks: set appendonly yes',
    'maxmemory-policy is allkeys-lru, so tasks may vanish: set it to noeviction',
  ])
  redis.disconnect()
})
