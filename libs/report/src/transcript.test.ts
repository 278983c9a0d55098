import { TRANSCRIPT_BYTES_MAX, type TranscriptTurn, workerKeys } from '@millwright/protocol'
import { connectRedis, workerAcl } from '@millwright/redis'
import { startTestRedis, type TestRedis } from '@millwright/testing'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createReporter, type Reporter } from './create-reporter.ts'
import { TRANSCRIPT_TTL_SECONDS, TRANSCRIPTS_MAX } from './limits.ts'
import { readTranscript } from './read-transcript.ts'

let server: TestRedis
let redis: Redis
/** The connection of a worker's user, so that every test runs under its ACL. */
let restricted: Redis
let reporter: Reporter

beforeAll(async () => {
  server = await startTestRedis()
  redis = connectRedis({ url: server.url, name: 'test' })
  const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? '0'
  await redis.call('ACL', 'SETUSER', 'worker', 'on', '>secret', ...workerAcl(version))
  const url = server.url.replace('redis://', 'redis://worker:secret@')
  restricted = connectRedis({ url, name: 'worker' })
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

test('people read the last transcript; the replaced attempt can no longer write one', async () => {
  const first = await reporter.claim('t')
  await reporter.saveTranscript('t', first, [turn(1)])
  const second = await reporter.claim('t')
  const between = await readTranscript(redis, 't')

  await reporter.saveTranscript('t', second, [turn(1), turn(2)])
  await reporter.saveTranscript('t', first, [turn(1, 'late')])
  const after = await readTranscript(redis, 't')

  expect(between).toMatchObject({ epoch: 1, worker: 'w1', left_out: 0, turns: [turn(1)] })
  expect(after).toMatchObject({ epoch: 2, turns: [turn(1), turn(2)] })
})

test('it outlives the end of the task for a month', async () => {
  await reporter.saveTranscript('t', 1, [turn(1)])

  const ttl = await redis.ttl(workerKeys.transcript('t'))

  expect(ttl).toBeGreaterThan(TRANSCRIPT_TTL_SECONDS - 60)
})

test('where there is no room the first turns are left out, and counted', async () => {
  const long = 'ä'.repeat(TRANSCRIPT_BYTES_MAX / 5)

  await reporter.saveTranscript('t', 1, [turn(1, long), turn(2, long), turn(3, long)])
  const kept = await readTranscript(redis, 't')
  const bytes = await redis.strlen(workerKeys.transcript('t'))

  expect(kept?.left_out).toBe(1)
  expect(kept?.turns.map((one) => one.turn)).toEqual([2, 3])
  expect(bytes).toBeLessThanOrEqual(TRANSCRIPT_BYTES_MAX)
})

test('over the limit the transcript written longest ago goes', async () => {
  const old = new Date('2026-01-01T00:00:00Z')
  const before = createReporter({ redis: restricted, worker: 'w1', now: () => old })
  await before.saveTranscript('first', 1, [turn(1)])
  await redis.zadd(
    workerKeys.transcripts,
    ...Array.from({ length: TRANSCRIPTS_MAX - 1 }, (_, n) => [Date.now(), `t${n}`]).flat(),
  )

  const isKept = (await readTranscript(redis, 'first')) !== null
  await reporter.saveTranscript('last', 1, [turn(1)])

  expect(isKept).toBe(true)
  expect(await readTranscript(redis, 'first')).toBeNull()
  expect(await redis.exists(workerKeys.transcript('first'))).toBe(0)
  expect(await readTranscript(redis, 'last')).not.toBeNull()
  expect(await redis.zcard(workerKeys.transcripts)).toBe(TRANSCRIPTS_MAX)
})

test.each([
  ['nothing', null],
  ['broken text', '{"epoch":1'],
  ['something else', '{"epoch":1}'],
  ['more than a worker of ours would write', JSON.stringify(large())],
])('%s in its place is no transcript', async (_name, text) => {
  if (text !== null) await restricted.set(workerKeys.transcript('t'), text)

  expect(await readTranscript(redis, 't')).toBeNull()
})

function turn(nth: number, said = 'I look'): TranscriptTurn {
  return { turn: nth, said, calls: [], calls_left_out: 0, told: '' }
}

function large() {
  const turns = [turn(1, 'x'.repeat(TRANSCRIPT_BYTES_MAX))]
  return { epoch: 1, worker: 'w', at: '2026-01-01T00:00:00Z', left_out: 0, turns }
}
