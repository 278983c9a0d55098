import { EventEmitter, once } from 'node:events'
import { PREFIX } from '@millwright/protocol'
import { startTestRedis, type TestRedis } from '@millwright/testing'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addTogether } from './add-together.ts'
import { PENDING_MAX, TOGETHER_MAX, WAITING_MAX } from './limits.ts'

let server: TestRedis
let redis: Redis
let queue: Queue
let sizes: number[]

beforeAll(async () => {
  server = await startTestRedis()
  redis = new Redis(server.url, { maxRetriesPerRequest: null })
  queue = new Queue('inbox', { connection: redis, prefix: PREFIX })
})
beforeEach(async () => {
  sizes = []
  await redis.flushdb()
})
afterAll(async () => {
  await queue.close()
  redis.disconnect()
  await server.stop()
})

test('what is asked for at the same time is stored in one write, each job once', async () => {
  const add = addTogether(watched())

  await Promise.all(names(40).map((jobId) => add({}, { jobId })))
  await Promise.all(names(60).map((jobId) => add({}, { jobId })))

  expect(sizes).toEqual([40, 60])
  expect(await queue.count()).toBe(60)
})

test('no write holds more than a fixed number', async () => {
  const add = addTogether(watched())

  await Promise.all(names(TOGETHER_MAX + 1).map((jobId) => add({}, { jobId })))

  expect(sizes).toEqual([TOGETHER_MAX, 1])
})

test('of a write that does not fit into the queue, what fits is stored', async () => {
  const count = async () => WAITING_MAX - 2 + (await queue.count())
  const add = addTogether({ ...watched(), count })

  const ends = await Promise.allSettled(names(3).map((jobId) => add({}, { jobId })))

  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  expect(await queue.count()).toBe(2)
  await expect(add({}, { jobId: 'more' })).rejects.toMatchObject({ code: 'MW_QUEUE_FULL' })
})

test('a write that fails refuses what was in it, and the next one goes on', async () => {
  let isAway = true
  const addBulk: Queue['addBulk'] = (jobs) =>
    isAway ? Promise.reject(new Error('away')) : queue.addBulk(jobs)
  const add = addTogether({ ...watched(), addBulk })

  const lost = await Promise.allSettled(names(2).map((jobId) => add({}, { jobId })))
  isAway = false
  await add({}, { jobId: 'n-0' })

  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await queue.count()).toBe(1)
})

test('only so many wait for a write that does not end', async () => {
  const gate = new EventEmitter()
  const addBulk = async () => {
    await once(gate, 'open')
    return []
  }
  const add = addTogether({ ...watched(), addBulk })

  const waiting = names(PENDING_MAX).map((jobId) => add({}, { jobId }))
  await expect(add({}, { jobId: 'more' })).rejects.toMatchObject({ code: 'MW_QUEUE_FULL' })

  const stored = Promise.all(waiting)
  const opening = setInterval(() => gate.emit('open'), 1)
  await stored
  clearInterval(opening)
})

/** The queue, which takes down how many jobs each write holds. */
function watched(): Pick<Queue, 'name' | 'count' | 'addBulk'> {
  return {
    name: queue.name,
    count: () => queue.count(),
    addBulk: (jobs) => {
      sizes.push(jobs.length)
      return queue.addBulk(jobs)
    },
  }
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `n-${n}`)
}
