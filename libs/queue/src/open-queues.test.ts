import { PREFIX } from '@millwright/protocol'
import {
  logSink,
  sampleResult,
  sampleTask,
  startTestRedis,
  type TestRedis,
  waitFor,
} from '@millwright/testing'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { claimTasks } from './claim-tasks.ts'
import { JOB_BYTES_MAX, WAITING_MAX } from './limits.ts'
import { openQueues } from './open-queues.ts'
import type { Queues } from './queues.ts'

let server: TestRedis
let redis: Redis
let queues: Queues
const { logger } = logSink()

beforeAll(async () => {
  server = await startTestRedis()
  redis = new Redis(server.url, { maxRetriesPerRequest: null })
})
beforeEach(async () => {
  await redis.flushdb()
  queues = openQueues({ url: server.url, redis, logger })
})
afterEach(() => queues.close())
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

test('a waiting task can be taken out, whichever round of it waits', async () => {
  await queues.tasks.add({ ...sampleTask('gone'), retry_count: 2 })
  await queues.tasks.add(sampleTask('stays'))

  expect(await queues.cancelWaiting('gone')).toBe(true)
  expect(await queues.cancelWaiting('gone')).toBe(false)
  expect((await queues.depths()).tasks.waiting).toBe(1)
})

test('a task that somebody works on is not taken out', async () => {
  const claims = hold()
  await queues.tasks.add(sampleTask('busy'))
  await waitFor(async () => (await queues.depths()).tasks.active === 1, { what: 'the claim' })

  const removed = await queues.cancelWaiting('busy')
  await claims.close({ graceMs: 2_000 })

  expect(removed).toBe(false)
  expect((await queues.depths()).tasks.waiting).toBe(1)
})

test('finished tasks are told newest first, with a limit and a date from which on', async () => {
  const claims = claimTasks({
    ...claimOptions(),
    handle: async (task) => {
      if (task.task_id === 'bad') throw Object.assign(new Error('no'), { retryable: false })
      return sampleResult('fixed')
    },
  })
  for (const id of ['first', 'bad', 'last']) {
    await queues.tasks.add(sampleTask(id))
    await waitFor(async () => (await queues.finishedTasks(10)).some((f) => f.taskId === id), {
      what: id,
    })
  }
  await claims.close({ graceMs: 2_000 })

  const all = await queues.finishedTasks(10)
  const since = all[0]?.finishedAt

  expect(all.map((f) => [f.taskId, f.result?.outcome ?? f.failedReason])).toEqual([
    ['last', 'fixed'],
    ['bad', 'no'],
    ['first', 'fixed'],
  ])
  expect((await queues.finishedTasks(1)).map((f) => f.taskId)).toEqual(['last'])
  expect((await queues.finishedTasks(10, since)).map((f) => f.taskId)).toEqual(['last'])
})

test('a scheduled job comes again and again, and asking twice makes one schedule', async () => {
  await queues.maintenance.every('sweep', 60_000)
  await queues.maintenance.every('sweep', 30_000)

  const maintenance = new Queue('maintenance', { connection: redis, prefix: PREFIX })
  const schedules = await maintenance.getJobSchedulers()
  const { waiting, delayed } = (await queues.depths()).maintenance

  expect(schedules.map((s) => [s.key, s.every])).toEqual([['sweep', 30_000]])
  expect(waiting + delayed).toBe(1)
})

test('a queue that holds too many refuses more, and says so with a code', async () => {
  const inbox = new Queue('inbox', { connection: redis, prefix: PREFIX })
  for (let n = 0; n < WAITING_MAX; n += 2_500) {
    await inbox.addBulk(Array.from({ length: 2_500 }, () => ({ name: 'filler', data: {} })))
  }

  await expect(queues.inbox.add(delivery('one-more'))).rejects.toMatchObject({
    code: 'MW_QUEUE_FULL',
  })
  expect((await queues.depths()).inbox.waiting).toBe(WAITING_MAX)
})

test('a job over the byte limit is refused', async () => {
  const large = { ...delivery('large'), payload: 'x'.repeat(JOB_BYTES_MAX) }

  await expect(queues.inbox.add(large)).rejects.toMatchObject({ code: 'MW_QUEUE_JOB_TOO_LARGE' })
  expect((await queues.depths()).inbox.waiting).toBe(0)
})

function hold() {
  return claimTasks({
    ...claimOptions(),
    handle: async (_, { signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      return 'hand-back'
    },
  })
}

function claimOptions() {
  const limits = { lockMs: 10_000, stalledMs: 1_000, stalledMax: 3, concurrency: 1 }
  return { url: server.url, logger, ...limits }
}

function delivery(delivery_id: string) {
  const received_at = '2026-01-01T00:00:00Z'
  return { delivery_id, event: 'ping', source: 'webhook' as const, received_at, payload: {} }
}
