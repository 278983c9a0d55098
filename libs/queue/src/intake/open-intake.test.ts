import { logSink, startTestRedis, type TestRedis, waitFor } from '@millwright/testing'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Delivery } from '../delivery.ts'
import { INTAKE_MAX, INTAKE_MOVED_MAX } from '../limits.ts'
import { openQueues } from '../open-queues.ts'
import type { Queues } from '../queues.ts'
import { INTAKE_KEY } from './intake-key.ts'
import { openIntake } from './open-intake.ts'

const { logger } = logSink()
let server: TestRedis
let redis: Redis
let queues: Queues

beforeAll(async () => {
  server = await startTestRedis()
  redis = new Redis(server.url, { maxRetriesPerRequest: null })
  queues = openQueues({ url: server.url, redis, logger })
})
beforeEach(() => redis.flushdb())
afterAll(async () => {
  await queues.close()
  redis.disconnect()
  await server.stop()
})

/** An inbox that cannot take anything yet. */
const blocked = { addAll: () => Promise.reject(new Error('not yet')) }

function delivery(delivery_id: string): Delivery {
  const received_at = new Date().toISOString()
  return { delivery_id, event: 'push', source: 'webhook', received_at, payload: { a: 1 } }
}

const many = (count: number) => Array.from({ length: count }, (_, n) => delivery(`guid-${n}`))
const open = (inbox: Pick<Queues['inbox'], 'addAll'>) =>
  openIntake({ url: server.url, inbox, logger })
const isEmpty = async () => (await redis.hlen(INTAKE_KEY)) === 0
const inInbox = async () => (await queues.depths()).inbox.waiting

test('each delivery comes to the inbox once, and the intake is empty afterwards', async () => {
  const intake = await open(queues.inbox)
  const some = many(3 * INTAKE_MOVED_MAX + 1)

  await Promise.all([...some, ...some].map((one) => intake.add(one)))

  await waitFor(isEmpty, { what: 'an empty intake', everyMs: 5 })
  expect(await inInbox()).toBe(some.length)
  await intake.close()
})

test('what is added is stored, and waits, before it comes to the inbox', async () => {
  const intake = await open(blocked)

  await intake.add(delivery('guid-1'))
  await intake.add(delivery('guid-1'))

  expect(await redis.hkeys(INTAKE_KEY)).toEqual(['guid-1'])
  expect(await inInbox()).toBe(1)
  await intake.close()
})

test('what a lead that died had answered comes to the inbox through the next one', async () => {
  const dead = await open(blocked)
  await Promise.all(many(3).map((one) => dead.add(one)))
  await dead.close()

  const intake = await open(queues.inbox)

  await waitFor(isEmpty, { what: 'an empty intake', everyMs: 5 })
  expect(await inInbox()).toBe(3)
  await intake.close()
})

test('a delivery that was moved and not yet taken out is moved again, and is there once', async () => {
  await queues.inbox.add(delivery('guid-1'))
  await redis.hset(INTAKE_KEY, 'guid-1', JSON.stringify(delivery('guid-1')))

  const intake = await open(queues.inbox)

  await waitFor(isEmpty, { what: 'an empty intake', everyMs: 5 })
  expect(await inInbox()).toBe(1)
  await intake.close()
})

test('an intake that holds as much as it may refuses more, and says so with a code', async () => {
  const lines = many(INTAKE_MAX).flatMap((one) => [one.delivery_id, JSON.stringify(one)])
  await redis.hset(INTAKE_KEY, ...lines)
  const intake = await open(blocked)

  await expect(intake.add(delivery('one-more'))).rejects.toMatchObject({ code: 'MW_QUEUE_FULL' })

  expect(await redis.hexists(INTAKE_KEY, 'one-more')).toBe(0)
  await intake.close()
})
