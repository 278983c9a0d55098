import { setTimeout as sleep } from 'node:timers/promises'
import { PREFIX, queues as queueNames, type TaskResult } from '@millwright/protocol'
import {
  logSink,
  sampleResult,
  sampleTask,
  startTestRedis,
  type TestRedis,
  waitFor,
} from '@millwright/testing'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Claims, type ClaimTasksOptions, claimTasks } from './claim-tasks.ts'
import { openQueues } from './open-queues.ts'
import type { Queues } from './queues.ts'

let server: TestRedis
let redis: Redis
let queues: Queues
let claims: Claims[] = []
const sink = logSink()
const { logger } = sink

beforeAll(async () => {
  server = await startTestRedis()
  redis = new Redis(server.url)
  redis.on('error', () => {})
})
beforeEach(async () => {
  await redis.flushdb()
  queues = openQueues({ url: server.url, logger })
})
afterEach(async () => {
  await Promise.all(claims.map((c) => c.close({ graceMs: 2_000 })))
  claims = []
  await queues.close()
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

test('a paused queue hands out nothing, old or new, until it is resumed', async () => {
  const seen: string[] = []
  await queues.tasks.add(sampleTask('old'))
  await queues.tasks.pause()
  await queues.tasks.pause()
  claim({ handle: async (t) => did(() => seen.push(t.task_id)) })
  await queues.tasks.add(sampleTask('new'))
  await sleep(500)
  expect(seen).toEqual([])

  await queues.tasks.resume()

  await untilFinished('new')
  expect(seen.toSorted()).toEqual(['new', 'old'])
})

test('a task added twice reaches a worker once', async () => {
  const seen: string[] = []
  await queues.tasks.add(sampleTask('twice'))
  await queues.tasks.add(sampleTask('twice'))

  claim({ handle: async (t) => did(() => seen.push(t.task_id)) })
  await untilFinished('twice')
  await queues.tasks.add(sampleTask('twice'))
  await queues.tasks.add(sampleTask('after'))
  await untilFinished('after')

  expect(seen).toEqual(['twice', 'after'])
})

test('a retry of a finished task is new work', async () => {
  const seen: number[] = []
  claim({ handle: async (t) => did(() => seen.push(t.retry_count)) })
  await queues.tasks.add(sampleTask('again'))
  await untilFinished('again')

  await queues.tasks.add({ ...sampleTask('again'), retry_count: 1 })
  await untilFinished('again', 1)

  expect(seen).toEqual([0, 1])
})

test('tasks are claimed by priority, whatever order they came in', async () => {
  const seen: string[] = []
  for (const priority of ['low', 'critical', 'normal', 'high'] as const) {
    await queues.tasks.add({ ...sampleTask(priority), priority })
  }

  claim({ handle: async (t) => did(() => seen.push(t.task_id)) })
  await untilFinished('low')

  expect(seen).toEqual(['critical', 'high', 'normal', 'low'])
})

test('an error is tried again three times in all, and then fails the task', async () => {
  const attempts: string[] = []
  await queues.tasks.add(sampleTask('flaky'))

  claim({
    firstBackoffMs: 10,
    handle: async (_, { attempt, attemptsMax }) => {
      attempts.push(`${attempt}/${attemptsMax}`)
      throw new Error('git is away')
    },
  })
  const finished = await untilFinished('flaky')

  expect(attempts).toEqual(['1/3', '2/3', '3/3'])
  expect(finished).toMatchObject({ result: null, failedReason: 'git is away' })
})

test('an error that says it is not retryable fails the task at once', async () => {
  let attempts = 0
  await queues.tasks.add(sampleTask('final'))

  claim({
    firstBackoffMs: 10,
    handle: async () => {
      attempts += 1
      throw Object.assign(new Error('no such repository'), { retryable: false })
    },
  })
  const finished = await untilFinished('final')

  expect(attempts).toBe(1)
  expect(finished.failedReason).toBe('no such repository')
})

test('a job that holds no readable task fails at once and never reaches the handler', async () => {
  const seen: string[] = []
  const broken = { ...sampleTask('broken'), head_sha: 'not a sha' }
  await queues.tasks.add(broken)

  claim({ handle: async (t) => did(() => seen.push(t.task_id)) })
  const finished = await untilFinished('broken')

  expect(seen).toEqual([])
  expect(finished.failedReason).toContain('no readable task')
})

test('cancel aborts the running attempt with its reason', async () => {
  const reason = new Promise<unknown>((resolve) => {
    claim({
      handle: async (_, { signal }) => {
        await aborted(signal)
        resolve(signal.reason)
        return sampleResult('cancelled')
      },
    })
  })
  await queues.tasks.add(sampleTask('stop-me'))
  await waitFor(() => claims[0]?.cancel('stop-me', 'the head moved'), { what: 'the claim' })

  expect(await reason).toBe('the head moved')
  expect((await untilFinished('stop-me')).result?.outcome).toBe('cancelled')
  expect(claims[0]?.cancel('stop-me', 'too late')).toBe(false)
})

test('a worker that closes hands its task back without cost', async () => {
  const started = claimAndHang('drained')
  await queues.tasks.add(sampleTask('drained'))
  await started

  await claims[0]?.close({ graceMs: 5_000 })
  const job = await redis.hgetall(`${PREFIX}:${queueNames.tasks}:drained.0`)
  const attempts: number[] = []
  claim({ handle: async (_, { attempt }) => did(() => attempts.push(attempt)) })
  await untilFinished('drained')

  expect(job).not.toHaveProperty('atm')
  expect(job).not.toHaveProperty('stc')
  expect(attempts).toEqual([1])
})

test('a task handed back by a working worker is offered again later, without cost', async () => {
  const attempts: number[] = []
  await queues.tasks.add(sampleTask('patience'))

  claim({
    handBackMs: 50,
    handle: async (_, { attempt }) => {
      const done = did(() => attempts.push(attempt))
      return attempts.length < 5 ? 'hand-back' : done
    },
  })
  await untilFinished('patience')

  expect(attempts).toEqual([1, 1, 1, 1, 1])
})

test('an attempt that lost its lock is aborted and its answer does not count', async () => {
  const reasons: unknown[] = []
  claim({
    lockMs: 400,
    stalledMs: 60_000,
    handle: async (_, { signal }) => {
      await redis.set(`${PREFIX}:${queueNames.tasks}:fenced.0:lock`, 'somebody else')
      await aborted(signal)
      reasons.push(signal.reason)
      return sampleResult('fixed')
    },
  })
  await queues.tasks.add(sampleTask('fenced'))
  await waitFor(() => reasons.length > 0, { what: 'the abort' })
  await sleep(200)

  expect(reasons).toEqual(['lost-lock'])
  expect(await queues.finishedTasks(10)).toEqual([])
})

test('a Redis that restarts in the middle costs nothing but time', async () => {
  const seen: string[] = []
  let goOn = () => {}
  const restarted = new Promise<void>((resolve) => {
    goOn = resolve
  })
  claim({
    handle: async (t) => {
      if (t.task_id === 'through') await restarted
      return did(() => seen.push(t.task_id))
    },
  })
  await queues.tasks.add(sampleTask('through'))
  await waitFor(async () => (await queues.depths()).tasks.active === 1, { what: 'the claim' })

  await server.kill()
  await server.restart()
  goOn()
  await queues.tasks.add(sampleTask('later'))
  await untilFinished('later')

  expect(seen).toEqual(['through', 'later'])
  expect((await untilFinished('through')).result?.outcome).toBe('fixed')
  const complaints = sink.entries().filter((entry) => entry.msg === 'queue error')
  expect(complaints.filter((entry) => JSON.stringify(entry).includes('ECONNREFUSED'))).toEqual([])
})

function claim(options: Pick<ClaimTasksOptions, 'handle'> & Partial<ClaimTasksOptions>): void {
  const defaults = { url: server.url, lockMs: 10_000, stalledMs: 1_000, stalledMax: 3, logger }
  claims.push(claimTasks({ ...defaults, concurrency: 1, ...options }))
}

/** Claims the task and keeps it until the attempt is aborted; then gives it back. */
async function claimAndHang(taskId: string): Promise<void> {
  await new Promise<void>((resolve) => {
    claim({
      handle: async (t, { signal }) => {
        if (t.task_id === taskId) resolve()
        await aborted(signal)
        return 'hand-back'
      },
    })
  })
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}

async function untilFinished(taskId: string, retryCount = 0) {
  const what = `the end of ${taskId}`
  return waitFor(
    async () => {
      const all = await queues.finishedTasks(100)
      return all.find((f) => f.taskId === taskId && f.retryCount === retryCount)
    },
    { what, timeoutMs: 20_000 },
  )
}

function did(effect: () => void): TaskResult {
  effect()
  return sampleResult('fixed')
}
