import { connectRedis } from '@millwright/redis'
import { startTestRedis, type TestRedis } from '@millwright/testing'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createStore, type Store } from './index.ts'
import { DIGEST_MAX } from './limits.ts'

let server: TestRedis
let redis: Redis
let store: Store

beforeAll(async () => {
  server = await startTestRedis()
  redis = connectRedis({ url: server.url, name: 'test' })
  store = createStore(redis)
})
beforeEach(() => redis.flushdb())
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

test('what was gathered is the same for whoever asks again, until it is dropped', async () => {
  await store.addToDigest('mail', 'a', 'one')
  await store.addToDigest('mail', 'a', 'one again')
  await store.addToDigest('other', 'b', 'two')

  const first = await store.takeDigest('mail', 'mail.1')
  await store.addToDigest('mail', 'c', 'three')
  const again = await store.takeDigest('mail', 'mail.1')
  await store.dropDigest('mail.1')
  const next = await store.takeDigest('mail', 'mail.2')

  expect([first.texts, again.texts, next.texts]).toEqual([['one'], ['one'], ['three']])
})

test('a gathering keeps a named number of messages and counts the rest', async () => {
  for (let n = 0; n < DIGEST_MAX + 2; n += 1) await store.addToDigest('mail', `${n}`, 'text')

  const { texts, more } = await store.takeDigest('mail', 'mail.1')

  expect([texts.length, more]).toEqual([DIGEST_MAX, 2])
})
