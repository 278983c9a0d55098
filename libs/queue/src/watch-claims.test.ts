import { setTimeout as sleep } from 'node:timers/promises'
import { PREFIX } from '@millwright/protocol'
import { logSink, sampleTask, startTestRedis, type TestRedis, waitFor } from '@millwright/testing'
import { Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openQueues } from './open-queues.ts'
import type { Queues } from './queues.ts'
import { watchClaims } from './watch-claims.ts'

const WEDGED_MS = 200
let server: TestRedis
let redis: Redis
let queues: Queues
let worker: Worker
let wedged = 0
let watch: ReturnType<typeof watchClaims>
const { logger } = logSink()

beforeAll(async () => {
  server = await startTestRedis()
  redis = new Redis(server.url, { maxRetriesPerRequest: null })
})
beforeEach(async () => {
  await redis.flushdb()
  wedged = 0
  queues = openQueues({ url: server.url, redis, logger })
  // A worker whose claim loop does not run is exactly what the watch is for.
  worker = new Worker('tasks', async (_job, _token, _signal) => {}, {
    connection: redis,
    prefix: PREFIX,
    autorun: false,
  })
  watch = watchClaims({
    url: server.url,
    logger,
    worker,
    wedgedMs: WEDGED_MS,
    onWedged: () => {
      wedged += 1
    },
  })
})
afterEach(async () => {
  await watch.close()
  await worker.close()
  await queues.close()
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

test('tasks that wait while nobody claims are noticed', async () => {
  await queues.tasks.add(sampleTask('forgotten'))

  await waitFor(() => wedged > 0, { what: 'the alarm' })

  expect(wedged).toBe(1)
})

test('an empty queue is no reason for an alarm', async () => {
  await sleep(3 * WEDGED_MS)

  expect(wedged).toBe(0)
})

test('a task that somebody is working on is no reason for an alarm', async () => {
  await queues.tasks.add(sampleTask('busy'))
  await queues.tasks.add(sampleTask('next'))
  await worker.getNextJob('some-token')
  // On a busy machine the task may have lain there for long enough before.
  wedged = 0

  await sleep(3 * WEDGED_MS)

  expect(wedged).toBe(0)
})
