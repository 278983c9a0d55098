import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig } from '@millwright/config'
import { workerKeys } from '@millwright/protocol'
import { temporaryDirectory } from '@millwright/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import * as limits from './limits.ts'
import { sampleFailure, sampleWorker } from './sample-records.fixture.ts'
import { Health } from './service-schemas.ts'
import { type StatusUnderTest, startStatusUnderTest, TOKEN } from './start-status.fixture.ts'

const repo = 'acme/web'
const DAY_MS = 86_400_000
let status: StatusUnderTest

beforeAll(async () => {
  const folder = await temporaryDirectory()
  writeFileSync(join(folder, 'millwright.yaml'), `repositories: { ${repo}: { mode: auto } }\n`)
  status = await startStatusUnderTest({}, loadConfig({ role: 'status', env: {}, cwd: folder }))
})
beforeEach(() => status.redis.flushdb())
afterAll(() => status.close())

const Repositories = z.object({
  repositories: z.array(
    z.object({
      runs: z.object({ days: z.number(), red: z.number() }),
      incidents: z.object({ flaky: z.array(z.object({ key: z.string() })) }),
    }),
  ),
})
const health = async () => Health.parse(await (await status.get('/health')).json())

async function repository() {
  const answer = await (await status.get('/api/v1/repositories')).json()
  return Repositories.parse(answer).repositories[0]
}

test('a Redis that takes too long to answer counts as away', async () => {
  await status.redis.call('CLIENT', 'PAUSE', limits.PING_MS_MAX * 2, 'ALL')

  const { status: word, checks } = await health()

  expect([word, checks.redis.status]).toEqual(['down', 'down'])
})

test.each([
  [limits.WORKER_LATE_MS / 4, 0],
  [limits.WORKER_LATE_MS + 5_000, 1],
])('a worker that was seen %i ms ago: late are %i', async (ageMs, late) => {
  const seen_at = new Date(Date.now() - ageMs).toISOString()
  const worker = { ...sampleWorker('w', 'bwrap'), seen_at }
  await status.redis.set(workerKeys.worker('w'), JSON.stringify(worker))

  const { checks } = await health()

  expect(checks.workers.text.includes('workers not seen for long: 1')).toBe(late === 1)
})

test('red and green runs of older days do not count', async () => {
  const dayOf = (back: number) => new Date(Date.now() - back * DAY_MS).toISOString().slice(0, 10)
  const key = (back: number) => `millwright:store:runs:${repo}:${dayOf(back)}`
  await status.store.countRun(repo, '1.1', 'red')
  const [today = ''] = await status.redis.keys('millwright:store:runs:*')
  await status.redis.copy(today, key(limits.RED_RATE_DAYS - 1))
  await status.redis.copy(today, key(limits.RED_RATE_DAYS))

  const row = await repository()

  expect(row?.runs).toMatchObject({ days: limits.RED_RATE_DAYS, red: 2 })
})

test('flakes are looked for among a named number of incidents, the newest', async () => {
  for (let n = 0; n <= limits.INCIDENTS_SHOWN; n += 1) await flake(n)

  const row = await repository()

  expect(row?.incidents.flaky).toHaveLength(limits.INCIDENTS_SHOWN)
  expect(row?.incidents.flaky.map(({ key }) => key)).not.toContain('k0')
})

test('a list of tasks for one action may be long, and no longer', async () => {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const send = (bytes: number) => {
    const actor = 'a'.repeat(bytes - JSON.stringify({ actor: '' }).length)
    return status.get('/api/v1/tasks/bulk', {
      ...{ method: 'POST', headers, body: JSON.stringify({ actor }) },
    })
  }

  const fits = await send(limits.BULK_BODY_BYTES_MAX)
  const refused = await send(limits.BULK_BODY_BYTES_MAX + 1)

  expect([fits.status, refused.status]).toEqual([400, 413])
})

async function flake(nth: number): Promise<void> {
  const { failure, diagnosis } = sampleFailure()
  const failure_id = `f${nth}`
  const at = new Date(Date.now() - (limits.INCIDENTS_SHOWN - nth) * 1_000).toISOString()
  await status.store.saveFailure({
    ...{ failure: { ...failure, failure_id }, diagnosis, task_id: null },
    ...{ verdict: 'FIXABLE', answer: 'skip', history: { standing: 'flaky', reason: 'green' } },
  })
  const place = { pr_number: 7, branch: 'b', workflow_name: 'ci', job_name: 'test' }
  const sighting = { ...place, failure_id, head_sha: failure.head_sha, html_url: '', at }
  await status.store.saveIncident({
    ...{ repo, key: `k${nth}`, category: 'unknown', summary: 's', urgency: 'low' },
    ...{ opened_at: at, seen_at: at, task_id: null, issue: null, closed_at: null },
    sightings: [{ ...sighting, is_left: false }],
  })
}
