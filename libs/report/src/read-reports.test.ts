import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Report, workerKeys } from '@millwright/protocol'
import { connectRedis } from '@millwright/redis'
import {
  logSink,
  startTestRedis,
  type TestRedis,
  temporaryDirectory,
  waitFor,
} from '@millwright/testing'
import type { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createReporter } from './create-reporter.ts'
import { DEAD_REPORT_CHARS_MAX, DEAD_REPORTS_MAX } from './limits.ts'
import { type ReadReportsOptions, type ReportReader, readReports } from './read-reports.ts'
import { bodies, sampleReport } from './sample-report.fixture.ts'
import { deadReportsKey } from './set-aside.ts'

let server: TestRedis
let redis: Redis
let open: { reader: ReportReader; redis: Redis }[] = []
const sink = logSink()
const { logger } = sink

beforeAll(async () => {
  server = await startTestRedis()
  redis = connectRedis({ url: server.url, name: 'test', blocking: true, logger })
})
beforeEach(() => redis.flushdb())
afterEach(async () => {
  for (const one of open) await stop(one)
  open = []
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

test('a reader that was down misses nothing and keeps the order', async () => {
  const reporter = createReporter({ redis, worker: 'w1' })
  const epoch = await reporter.claim('t')
  for (const body of Object.values(bodies)) await reporter.send('t', epoch, body)

  const seen = collect()
  await waitFor(() => seen.length === 4, { what: 'all reports' })
  await reporter.send('t', epoch, bodies.progress)
  await waitFor(() => seen.length === 5, { what: 'the live report' })

  expect(seen.map((r) => r.seq)).toEqual([0, 1, 2, 3, 4])
})

test('a report whose announcement was lost is read all the same', async () => {
  const seen = collect()
  await waitFor(async () => (await redis.exists(workerKeys.reports)) === 1, { what: 'the group' })

  await append(sampleReport('silent', 0))
  await waitFor(() => seen.length === 1, { what: 'the silent report' })

  expect(seen[0]?.task_id).toBe('silent')
})

test('a report that was handled and not acknowledged comes again to the next reader', async () => {
  await append(sampleReport('t', 0))
  await append(sampleReport('t', 1))
  await killReaderInside('lead-before')

  const seen = collect()
  await waitFor(() => seen.length === 2, { what: 'both reports' })

  expect(seen.map((r) => r.seq)).toEqual([0, 1])
})

test('a report whose handling fails is tried again before any later one', async () => {
  const seen: number[] = []
  await append(sampleReport('t', 0))
  await append(sampleReport('t', 1))

  read(async ({ seq }) => {
    seen.push(seq)
    if (seen.length < 3) throw new Error('not now')
  })
  await waitFor(() => seen.length === 4, { what: 'the retries' })

  expect(seen).toEqual([0, 0, 0, 1])
})

test('a report that always fails is put aside, with an error in the log, and others go on', async () => {
  const seen: string[] = []
  await append(sampleReport('poison', 0))
  await append(sampleReport('after', 0))

  read(
    async ({ task_id }) => {
      seen.push(task_id)
      if (task_id === 'poison') throw new Error('cannot')
    },
    { triesMax: 2 },
  )
  await waitFor(() => seen.includes('after'), { what: 'the report after' })
  const dead = await redis.lrange(deadReportsKey, 0, -1)

  expect(seen).toEqual(['poison', 'poison', 'after'])
  expect(dead.map((text) => JSON.parse(text))).toMatchObject([{ why: 'failed 2 times' }])
  expect(sink.entries().at(-1)).toMatchObject({ level: 50, msg: 'report put aside' })
})

test('a report that cannot be read is put aside at once, cut to a limit', async () => {
  await redis.xadd(workerKeys.reports, '*', 'report', `{"epoch":"${'x'.repeat(10_000)}`)
  await append(sampleReport('after', 0))

  const seen = collect()
  await waitFor(() => seen.length === 1, { what: 'the report after' })
  const [dead] = await redis.lrange(deadReportsKey, 0, -1)

  expect(JSON.parse(dead ?? '')).toMatchObject({ why: 'not readable' })
  expect(JSON.parse(dead ?? '').text).toHaveLength(DEAD_REPORT_CHARS_MAX)
})

test('no more than a named number of unreadable reports is kept', async () => {
  const filler = Array.from({ length: DEAD_REPORTS_MAX }, (_, n) => String(n))
  await redis.rpush(deadReportsKey, ...filler)
  await redis.xadd(workerKeys.reports, '*', 'report', 'broken')
  await append(sampleReport('after', 0))

  const seen = collect()
  await waitFor(() => seen.length === 1, { what: 'the report after' })

  expect(await redis.llen(deadReportsKey)).toBe(DEAD_REPORTS_MAX)
  expect(await redis.lindex(deadReportsKey, 0)).toContain('not readable')
})

test('a Redis that restarts, or comes back empty, does not stop the reader', async () => {
  const seen = collect()
  await append(sampleReport('before', 0))
  await waitFor(() => seen.length === 1, { what: 'the first report' })

  await server.kill()
  await server.restart()
  await append(sampleReport('restarted', 0))
  await waitFor(() => seen.length === 2, { what: 'the report after the restart' })
  await redis.flushdb()
  await append(sampleReport('emptied', 0))
  await waitFor(() => seen.length === 3, { what: 'the report after the loss' })

  expect(seen.map((r) => r.task_id)).toEqual(['before', 'restarted', 'emptied'])
})

test('the lag says how many reports wait and how many are in hand', async () => {
  for (let seq = 0; seq < 3; seq += 1) await append(sampleReport('t', seq))
  let goOn = () => {}
  const gate = new Promise<void>((resolve) => {
    goOn = resolve
  })

  const reader = read(() => gate)
  await waitFor(async () => (await reader.lag()).pending === 1, { what: 'one in hand' })
  const during = await reader.lag()
  goOn()
  await waitFor(async () => (await reader.lag()).waiting === 0, { what: 'an empty stream' })

  expect(during).toEqual({ waiting: 2, pending: 1 })
})

function collect(): Report[] {
  const seen: Report[] = []
  read(async (report) => void seen.push(report))
  return seen
}

function read(
  handle: ReadReportsOptions['handle'],
  options: Partial<ReadReportsOptions> = {},
): ReportReader {
  const own = connectRedis({ url: server.url, name: 'reader', blocking: true, logger })
  const reader = readReports({ redis: own, consumer: 'lead', handle, logger, ...options })
  open.push({ reader, redis: own })
  return reader
}

async function stop(one: { reader: ReportReader; redis: Redis }): Promise<void> {
  await one.reader.close()
  one.redis.disconnect()
}

/** Appends without an announcement. */
async function append(report: Report): Promise<void> {
  await redis.xadd(workerKeys.reports, '*', 'report', JSON.stringify(report))
}

/** Runs a reader in a process of its own and kills it after it has handled one report. */
async function killReaderInside(consumer: string): Promise<void> {
  const program = join(await temporaryDirectory('millwright-reader-'), 'reader.mjs')
  const source = (path: string) => JSON.stringify(import.meta.resolve(path))
  await writeFile(
    program,
    `
    const { readReports } = await import(${source('./read-reports.ts')})
    const { connectRedis } = await import(${source('@millwright/redis')})
    readReports({
      redis: connectRedis({ url: process.argv[2], name: 'reader', blocking: true }),
      consumer: process.argv[3],
      logger: { info() {}, warn() {}, error() {} },
      handle: async () => {
        process.stdout.write('handled')
        await new Promise(() => setInterval(() => {}, 1000))
      },
    })`,
  )
  const flags = ['--conditions=@millwright/source', '--import', import.meta.resolve('tsx')]
  const child = spawn(process.execPath, [...flags, program, server.url, consumer], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  await sleep(10)
}
