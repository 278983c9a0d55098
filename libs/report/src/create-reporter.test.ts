import { channels, REPORTS_MAX, Report, type WorkerStatus, workerKeys } from '@millwright/protocol'
import { connectRedis, workerAcl } from '@millwright/redis'
import { logSink, startTestRedis, type TestRedis, waitFor } from '@millwright/testing'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createReporter, type Reporter } from './create-reporter.ts'
import * as limits from './limits.ts'
import { listWorkers } from './list-workers.ts'
import { bodies } from './sample-report.fixture.ts'

let server: TestRedis
let redis: Redis
/** The connection of a worker's user, so that every test runs under its ACL. */
let restricted: Redis
let reporter: Reporter
const { logger } = logSink()

beforeAll(async () => {
  server = await startTestRedis()
  redis = connectRedis({ url: server.url, name: 'test', blocking: true, logger })
  const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? '0'
  const user = ['worker', 'on', '>secret', ...workerAcl(version)]
  await redis.call('ACL', 'SETUSER', ...user)
  const url = server.url.replace('redis://', 'redis://worker:secret@')
  restricted = connectRedis({ url, name: 'worker', blocking: true, logger })
})
beforeEach(async () => {
  await redis.flushdb()
  reporter = createReporter({ redis: restricted, worker: 'w1' })
})
afterAll(async () => {
  redis.disconnect()
  restricted.disconnect()
  await server.stop()
})

test('each claim takes the next epoch, and only the newest may report', async () => {
  const first = await reporter.claim('t')
  const second = await reporter.claim('t')

  expect([first, second]).toEqual([1, 2])
  expect(await reporter.isStale('t', first)).toBe(true)
  expect(await reporter.isStale('t', second)).toBe(false)
  expect(await reporter.send('t', first, bodies.completed)).toBe('stale')
  expect(await reporter.send('t', second, bodies.completed)).toBe('stored')
  expect((await stored()).map((r) => [r.epoch, r.seq])).toEqual([[2, 0]])
})

test('a report sent again under the same number is stored once', async () => {
  const epoch = await reporter.claim('t')
  await reporter.send('t', epoch, bodies.claimed)
  const restarted = createReporter({ redis: restricted, worker: 'w1' })

  expect(await restarted.send('t', epoch, bodies.claimed)).toBe('duplicate')
  expect(await restarted.send('t', epoch, bodies.progress)).toBe('stored')
  expect((await stored()).map((r) => r.body.kind)).toEqual(['claimed', 'progress'])
})

test('every kind of report rings on its channel, without the patch', async () => {
  const heard: [string, string][] = []
  const subscriber = redis.duplicate()
  await subscriber.subscribe(channels.taskProgress, channels.taskCompleted, channels.taskFailed)
  subscriber.on('message', (channel, text) => heard.push([channel, text]))
  const epoch = await reporter.claim('t')

  for (const body of Object.values(bodies)) await reporter.send('t', epoch, body)
  await waitFor(() => heard.length === 4, { what: 'four rings' })
  subscriber.disconnect()

  expect(heard.map(([channel]) => channel)).toEqual([
    channels.taskProgress,
    channels.taskProgress,
    channels.taskFailed,
    channels.taskCompleted,
  ])
  expect(JSON.parse(heard[3]?.[1] ?? '')).toMatchObject({
    stream_id: expect.stringMatching(/^\d+-\d+$/),
    task_id: 't',
    epoch,
    seq: 3,
    outcome: 'fixed',
    summary: 'it was a typo',
  })
  expect(heard[3]?.[1]).not.toContain('the-patch')
})

test('progress beyond the limit is dropped, the end of an attempt never is', async () => {
  const epoch = await reporter.claim('t')
  const seen = Array.from({ length: limits.REPORTS_PER_ATTEMPT_MAX }, (_, n) => `${epoch}/old-${n}`)
  await redis.sadd(workerKeys.seen('t'), ...seen)

  expect(await reporter.send('t', epoch, bodies.progress)).toBe('dropped')
  expect(await reporter.send('t', epoch, bodies.completed)).toBe('stored')
  expect(await stored()).toHaveLength(1)
})

test('the stream keeps the newest reports up to its limit', async () => {
  const fill = `for n = 1, ${REPORTS_MAX + 1_000} do redis.call('XADD', KEYS[1], '*', 'n', n) end`
  await redis.eval(fill, 1, workerKeys.reports)

  await reporter.send('t', 1, bodies.progress)
  const kept = await redis.xlen(workerKeys.reports)
  const [newest] = await redis.xrevrange(workerKeys.reports, '+', '-', 'COUNT', 1)

  // Redis trims whole nodes of a hundred entries.
  expect(kept).toBeGreaterThanOrEqual(REPORTS_MAX)
  expect(kept).toBeLessThan(REPORTS_MAX + 200)
  expect(newest?.[1][0]).toBe('report')
})

test('the stream keeps to its bytes: the oldest reports go, the one that comes stays', async () => {
  const bytes = 900_000
  const count = Math.ceil(limits.REPORT_STREAM_BYTES_MAX / bytes) + 2
  const fill = `for n = 1, ${count} do
    redis.call('XADD', KEYS[1], '*', 'report', string.rep('x', ${bytes})) end`
  await redis.eval(fill, 1, workerKeys.reports)
  const large = { ...bodies.completed.result, patch: 'y'.repeat(bytes) }

  await reporter.send('t', 1, { ...bodies.completed, result: large })

  const used = await redis.memory('USAGE', workerKeys.reports, 'SAMPLES', 0)
  const kept = await redis.xlen(workerKeys.reports)
  const [newest] = await redis.xrevrange(workerKeys.reports, '+', '-', 'COUNT', 1)
  expect(used).toBeLessThanOrEqual(limits.REPORT_STREAM_BYTES_MAX)
  expect(kept).toBeGreaterThan(count / 2)
  expect(newest?.[1][1]).toContain('yyyy')
})

test('a report over the byte limit is refused with a code', async () => {
  const patch = 'x'.repeat(limits.REPORT_BYTES_MAX)
  const body = { ...bodies.completed, result: { ...bodies.completed.result, patch } }

  await expect(reporter.send('t', 1, body)).rejects.toMatchObject({ code: 'MW_REPORT_TOO_LARGE' })
  expect(await stored()).toEqual([])
})

test('an epoch that Redis has forgotten is believed and holds again', async () => {
  await redis.set(workerKeys.epoch('t'), 1)

  expect(await reporter.send('t', 3, bodies.progress)).toBe('stored')
  expect(await reporter.send('t', 2, bodies.completed)).toBe('stale')
})

test('a checkpoint is kept for the next attempt; the replaced one can no longer write', async () => {
  const first = await reporter.claim('t')
  await reporter.saveCheckpoint('t', first, { turn: 7 })
  const second = await reporter.claim('t')

  expect(await reporter.loadCheckpoint('t')).toEqual({ turn: 7 })
  expect(await reporter.saveCheckpoint('t', first, { turn: 8 })).toBe('stale')
  expect(await reporter.saveCheckpoint('t', second, { turn: 9 })).toBe('saved')
  expect(await reporter.loadCheckpoint('t')).toEqual({ turn: 9 })
})

test('the checkpoint goes soon after the end is reported, and not before', async () => {
  const epoch = await reporter.claim('t')
  await reporter.saveCheckpoint('t', epoch, { turn: 7 })
  await reporter.send('t', epoch, bodies.progress)
  const during = await redis.ttl(workerKeys.checkpoint('t'))

  await reporter.send('t', epoch, bodies.completed)
  const after = await redis.ttl(workerKeys.checkpoint('t'))

  expect(during).toBeGreaterThan(limits.CHECKPOINT_TTL_SECONDS - 60)
  expect(after).toBeLessThanOrEqual(limits.ENDED_CHECKPOINT_TTL_SECONDS)
  expect(await reporter.loadCheckpoint('t')).toEqual({ turn: 7 })
})

test('a checkpoint over the byte limit is refused and the one before stays', async () => {
  await reporter.saveCheckpoint('t', 1, 'small')

  await expect(reporter.saveCheckpoint('t', 1, 'x'.repeat(100), 50)).rejects.toMatchObject({
    code: 'MW_CHECKPOINT_TOO_LARGE',
  })
  expect(await reporter.loadCheckpoint('t')).toBe('small')
})

test('a checkpoint that is missing or broken is none', async () => {
  await redis.set(workerKeys.checkpoint('broken'), '{"turn":')

  expect(await reporter.loadCheckpoint('missing')).toBeNull()
  expect(await reporter.loadCheckpoint('broken')).toBeNull()
})

test('nothing of an attempt is kept for ever', async () => {
  const epoch = await reporter.claim('t')
  await reporter.send('t', epoch, bodies.progress)
  await reporter.saveCheckpoint('t', epoch, {})
  await reporter.saveTranscript('t', epoch, [])
  await reporter.heartbeat(status('w1'))

  const keys = (await redis.keys('*')).filter((key) => key !== workerKeys.reports)
  const ttls = await Promise.all(keys.map((key) => redis.ttl(key)))

  expect(keys).toHaveLength(6)
  expect(ttls.every((ttl) => ttl > 0)).toBe(true)
})

test('workers are listed by name while they give signs of life', async () => {
  await reporter.heartbeat(status('w2'))
  await reporter.heartbeat(status('w1'))
  await redis.set(workerKeys.worker('broken'), '{}')
  await redis.set(workerKeys.worker('w3'), JSON.stringify(status('w3')), 'PX', 1)
  await waitFor(async () => (await redis.exists(workerKeys.worker('w3'))) === 0, { what: 'expiry' })

  expect((await listWorkers(redis)).map((w) => w.worker)).toEqual(['w1', 'w2'])
})

test('a report sent while Redis is away arrives when it is back, once', async () => {
  // The test's own connection: users are not kept over a restart of this server.
  reporter = createReporter({ redis, worker: 'w1' })
  const epoch = await reporter.claim('t')
  await server.kill()

  const sending = reporter.send('t', epoch, bodies.completed)
  await server.restart()

  expect(await sending).toBe('stored')
  expect(await stored()).toHaveLength(1)
})

async function stored(): Promise<Report[]> {
  const entries = await redis.xrange(workerKeys.reports, '-', '+')
  return entries.map(([, fields]) => Report.parse(JSON.parse(fields[1] ?? '')))
}

function status(worker: string): WorkerStatus {
  const at = '2026-01-01T00:00:00Z'
  const life = { started_at: at, seen_at: at }
  return { worker, host: 'h', pid: 1, task_id: null, sandbox: 'bwrap', ...life }
}
