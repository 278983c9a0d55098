import { workerAcl } from '@millwright/redis'
import {
  logSink,
  sampleResult,
  sampleTask,
  startTestRedis,
  type TestRedis,
  waitFor,
} from '@millwright/testing'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimTasks } from './claim-tasks.ts'
import { openQueues } from './open-queues.ts'

let server: TestRedis
let redis: Redis
const sink = logSink()

beforeAll(async () => {
  server = await startTestRedis()
  redis = new Redis(server.url, { maxRetriesPerRequest: null })
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

test('claiming, retrying, handing back and finishing need no more than a worker may', async () => {
  const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? '0'
  await redis.call('ACL', 'SETUSER', 'worker', 'on', '>secret', ...workerAcl(version))
  const queues = openQueues({ url: server.url, redis, logger: sink.logger })
  await queues.tasks.add(sampleTask('restricted'))
  let turn = 0

  const claims = claimTasks({
    url: server.url.replace('redis://', 'redis://worker:secret@'),
    lockMs: 400,
    stalledMs: 100,
    stalledMax: 3,
    concurrency: 1,
    logger: sink.logger,
    firstBackoffMs: 10,
    handBackMs: 10,
    wedgedMs: 100,
    handle: async () => {
      turn += 1
      if (turn === 1) throw new Error('once more')
      if (turn === 2) return 'hand-back'
      // Long enough for the lock to be renewed.
      await new Promise((resolve) => setTimeout(resolve, 600))
      return sampleResult('fixed')
    },
  })
  await waitFor(async () => (await queues.finishedTasks(1)).length === 1, { what: 'the end' })
  await claims.close({ graceMs: 2_000 })
  await queues.close()

  expect(turn).toBe(3)
  expect(sink.text()).not.toContain('NOPERM')
})
