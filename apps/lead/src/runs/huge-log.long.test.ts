import { open } from 'node:fs/promises'
import { LOG_BYTES_MAX } from '@millwright/protocol'
import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { jobLog } from './job-log.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const MEGABYTE = 1_000_000
const LINE = '2026-01-01T00:00:00.0000000Z nothing to see on this line of a log that never ends\n'
const SAMPLE_MS = 20
const TEST_MS_MAX = 120_000

/** Puts so many bytes of nothing behind what stands in a file. */
async function append(file: string, bytes: number): Promise<void> {
  const chunk = Buffer.from(LINE.repeat(Math.ceil(MEGABYTE / LINE.length)))
  const handle = await open(file, 'a')
  for (let written = 0; written < bytes; written += chunk.length) await handle.write(chunk)
  await handle.close()
}

/** The most memory that the process has beyond what it had before, while something is done. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, SAMPLE_MS)
  await work()
  clearInterval(watch)
  return most - before
}

test(
  'of a log of 120 MB the first 100 are read, as a stream, and the diagnosis says that it was cut',
  async () => {
    const scene = await world.begin()
    await scene.openPull()
    await scene.heard(await scene.red({ name: 'Before', jobs: { types: jobLog.otherTypes } }))
    const run = await scene.red()
    await append(run.attempts[0]?.jobs[0]?.logFile ?? '', 1.2 * LOG_BYTES_MAX)

    const bytes = await growth(() => scene.heard(run))

    const [decision] = await scene.store.listDecisions({ limit: 1 })
    const known = await scene.store.getFailure(decision?.failure_id ?? '')
    expect(known?.failure.run_id).toBe(run.id)
    expect(known?.diagnosis).toMatchObject({ verdict: 'FIXABLE', category: 'type-error' })
    expect(known?.diagnosis.summary).toContain(`The log was cut after ${LOG_BYTES_MAX} bytes`)
    expect(bytes).toBeLessThan(LOG_BYTES_MAX)
  },
  TEST_MS_MAX,
)
