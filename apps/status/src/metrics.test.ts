import { WorkerStatus, workerKeys } from '@millwright/protocol'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { METRIC_DAYS } from './limits.ts'
import { exposition } from './metrics/family.ts'
import { MetricsAnswer } from './metrics/figures.ts'
import { sixFigures } from './metrics/six-figures.ts'
import { sampleFix, sampleRecord, sampleWorker } from './sample-records.fixture.ts'
import { type StatusUnderTest, startStatusUnderTest, TOKEN } from './start-status.fixture.ts'

let status: StatusUnderTest

beforeAll(async () => {
  status = await startStatusUnderTest()
})
beforeEach(() => status.redis.flushdb())
afterAll(() => status.close())

test('a task that GitHub found green is counted, and stays counted when its record is gone', async () => {
  await goTheWholeWay('t')
  const before = await scrape()
  await status.redis.del('millwright:store:task:t')
  const after = await scrape()

  for (const line of [
    'millwright_tasks_opened_total{verdict="FIXABLE"} 1',
    'millwright_tasks_ended_total{state="resolved"} 1',
    'millwright_commits_judged_total{attempt="first",ci="green"} 1',
    'millwright_gate_decisions_total{decision="pass"} 1',
    'millwright_resolution_seconds_bucket{le="+Inf"} 1',
    'millwright_resolution_seconds_count 1',
    'millwright_cost_usd_total 0.01',
    'millwright_model_tokens_total{kind="input"} 1000',
  ]) {
    expect(before).toContain(line)
    expect(after).toContain(line)
  }
})

test('what stands now is shown: what waits, who works, and that nothing may begin', async () => {
  await status.store.createTask(sampleRecord('waits'))
  await status.queues.tasks.add(sampleRecord('waits').task)
  const open = WorkerStatus.parse({ ...sampleWorker('w', 'none'), task_id: 'waits' })
  await status.redis.set(workerKeys.worker('w'), JSON.stringify(open), 'EX', 60)
  const now = new Date().toISOString()
  const who = { pid: 1, host: 'box', mode: 'token' as const, prompts: 'sha256:ab' }
  const sign = { ...who, started_at: now, seen_at: now, paused: true, github_calls_left: 0.75 }
  await status.store.beatLead(sign)

  const text = await scrape()

  for (const line of [
    'millwright_build_info{version="1.2.3"} 1',
    'millwright_tasks{state="queued"} 1',
    'millwright_queue_jobs{queue="tasks",state="waiting"} 1',
    'millwright_workers{sandbox="none"} 1',
    'millwright_workers_busy 1',
    'millwright_lead_up 1',
    'millwright_paused 1',
    'millwright_prompts_info{hash="sha256:ab"} 1',
    'millwright_reports_unread 0',
    'millwright_github_calls_left_ratio 0.75',
    'millwright_redis_bytes{kind="most"} +Inf',
  ]) {
    expect(text).toContain(`${line}\n`)
  }
  expect(text).toMatch(/^millwright_oldest_task_age_seconds\{state="queued"\} [\d.e-]+$/m)
  expect(text).toMatch(/^millwright_redis_bytes\{kind="used"\} [1-9]\d{5,}$/m)
})

test('verdicts that came to be judged are counted by whether they were right', async () => {
  const judged = (task_id: string, should_be: 'FIXABLE' | null, days: number) => {
    const at = new Date(Date.now() - days * 24 * 3_600_000).toISOString()
    const by = { by: 'person', why: 'ann' } as const
    return status.store.saveJudgement({ task_id, verdict: 'FIXABLE', should_be, ...by, at })
  }
  await judged('right', 'FIXABLE', 0)
  await judged('wrong', null, 80)
  await judged('long ago', null, 91)

  const text = await scrape()

  expect(text).toContain('millwright_verdicts_judged{verdict="FIXABLE",was="right"} 1\n')
  expect(text).toContain('millwright_verdicts_judged{verdict="FIXABLE",was="wrong"} 1\n')
  expect(text).toContain('millwright_verdicts_judged{verdict="ESCALATE",was="wrong"} 0\n')
})

test('the names of tasks, repositories and branches are in no label', async () => {
  await goTheWholeWay('a-task')

  const text = await scrape()

  expect(text.match(/\{[^}]*(a-task|acme|feat)[^}]*\}/g)).toBeNull()
  expect(text.split('\n').length).toBeLessThan(250)
})

test('the page gets the six figures over each span with how many they are made of', async () => {
  await goTheWholeWay('t')

  const answer = await status.get('/api/v1/metrics')
  const { windows, daily } = MetricsAnswer.parse(await answer.json())

  expect(windows.map(({ days }) => days)).toEqual([...METRIC_DAYS])
  expect(windows[0]).toMatchObject({
    throughput: { per_day: 1 / 7, ended: 1, resolved: 1 },
    first_attempt_success: { share: 1, n: 1 },
    retry: { share: 0, n: 1 },
    escalation: { share: 0, n: 1 },
    time_to_resolution: { n: 1 },
    cost_per_task: { usd: 0.01, n: 1, unpriced: 0 },
  })
  expect(daily).toHaveLength(90)
  expect(daily[1]).toMatchObject({ throughput: { ended: 0 }, retry: { share: null, n: 0 } })
})

test('the median lies within the interval that holds it, and beyond the last at its bound', () => {
  const median = (...counts: [string, number][]) => {
    const days = [{ day: '2026-01-01', counts: new Map(counts) }]
    return sixFigures({ days }, 1).time_to_resolution.median_seconds
  }

  expect(median()).toBeNull()
  expect(median(['ended:resolved', 4], ['resolution:60', 1], ['resolution:300', 3])).toBe(180)
  expect(median(['ended:resolved', 1], ['resolution:more', 1])).toBe(21_600)
})

test('a label cannot end its line', () => {
  const family = { name: 'm', type: 'gauge', help: 'One.' } as const
  const text = exposition([{ ...family, samples: [{ labels: { l: 'a"\\\nb' }, value: 1 }] }])

  expect(text).toBe('# HELP m One.\n# TYPE m gauge\nm{l="a\\"\\\\\\nb"} 1\n')
})

test('an address that others reach shows no figures without the token', async () => {
  const open = await startStatusUnderTest({ host: '0.0.0.0' })
  const paths = ['/metrics', '/api/v1/metrics']
  const headers = { authorization: `Bearer ${TOKEN}` }
  const codes = async (init: RequestInit) =>
    (await Promise.all(paths.map((path) => open.get(path, init)))).map((answer) => answer.status)

  const without = await codes({})
  const shown = await codes({ headers })
  await open.close()

  expect([without, shown]).toEqual([
    [401, 401],
    [200, 200],
  ])
})

async function scrape(): Promise<string> {
  const answer = await status.get('/metrics')
  expect(answer.headers.get('content-type')).toContain('version=0.0.4')
  return answer.text()
}

/** What the lead does with a task that a worker fixes and CI finds green. */
async function goTheWholeWay(id: string): Promise<void> {
  const { store } = status
  const gate = { decision: 'pass' as const, classes: [], findings: [] }
  const delivery = { commit_sha: 'a'.repeat(40), comment_id: null, ci_conclusion: null }
  const judged = { ...delivery, ci_conclusion: 'success' }
  const result = sampleFix()
  await store.createTask(sampleRecord(id))
  await store.changeTask(id, ['queued'], (r) => ({ ...r, state: 'running', epoch: 1 }))
  await store.changeTask(id, ['running'], (r) => ({ ...r, state: 'reported', result }))
  await store.changeTask(id, ['reported'], (r) => ({ ...r, state: 'delivering', gate }))
  await store.changeTask(id, ['delivering'], (r) => ({ ...r, state: 'watching', delivery }))
  await store.changeTask(id, ['watching'], (r) => ({ ...r, state: 'resolved', delivery: judged }))
}
