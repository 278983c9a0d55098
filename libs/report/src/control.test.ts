import { type ControlMessage, channels, sharedKeys } from '@millwright/protocol'
import { connectRedis } from '@millwright/redis'
import { logSink, startTestRedis, type TestRedis, waitFor } from '@millwright/testing'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cancelRequested, clearCancel } from './cancel-requested.ts'
import { onControl } from './on-control.ts'
import { requestCancel } from './request-cancel.ts'

const message: ControlMessage = {
  kind: 'cancel',
  task_id: 't',
  outcome: 'superseded',
  reason: 'the head moved',
}
let server: TestRedis
let redis: Redis
const sink = logSink()

beforeAll(async () => {
  server = await startTestRedis()
  redis = connectRedis({ url: server.url, name: 'test', logger: sink.logger })
})
beforeEach(() => redis.flushdb())
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

test('a wish to cancel is remembered for who was not listening, and not for ever', async () => {
  await requestCancel({ redis }, message)

  expect(await cancelRequested(redis, 't')).toEqual(message)
  expect(await cancelRequested(redis, 'other')).toBeNull()
  expect(await redis.ttl(sharedKeys.cancel('t'))).toBeGreaterThan(0)
})

test('the wish is there before the doorbell rings', async () => {
  const subscriber = redis.duplicate()
  const atRing = new Promise<ControlMessage | null>((resolve) => {
    void onControl({
      redis: subscriber,
      onRing: (taskId) => resolve(cancelRequested(redis, taskId)),
    }).then(() => requestCancel({ redis }, message))
  })

  expect(await atRing).toEqual(message)
  subscriber.disconnect()
})

test('a forgotten wish no longer stops the task', async () => {
  await requestCancel({ redis }, message)
  await clearCancel(redis, 't')

  expect(await cancelRequested(redis, 't')).toBeNull()
})

test('a control message that cannot be read is left alone, and the next one is heard', async () => {
  const heard: string[] = []
  const subscriber = redis.duplicate()
  const control = await onControl({
    redis: subscriber,
    onRing: (taskId) => heard.push(taskId),
    logger: sink.logger,
  })

  await redis.publish(channels.control, 'not json')
  await redis.publish(channels.control, '{"kind":"reboot"}')
  await requestCancel({ redis }, message)
  await waitFor(() => heard.length > 0, { what: 'the good message' })
  await control.close()
  subscriber.disconnect()

  expect(heard).toEqual(['t'])
  expect(sink.entries().filter((e) => e.level === 40)).toHaveLength(2)
})
