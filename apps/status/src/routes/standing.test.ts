import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig } from '@millwright/config'
import { Diagnosis, Failure } from '@millwright/protocol'
import { repositoryDay } from '@millwright/store'
import { temporaryDirectory } from '@millwright/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { sampleFailure, sampleFix, sampleRecord } from '../sample-records.fixture.ts'
import { Overview } from '../service-schemas.ts'
import {
  CANARY,
  type StatusUnderTest,
  startStatusUnderTest,
  TOKEN,
} from '../start-status.fixture.ts'

const yaml = `
repositories:
  acme/web: { mode: auto, protected_branches: [release] }
  acme/api: { mode: off }
github: { token_file: github-token }
`
const hold = {
  patch_sha: 'ab'.repeat(32),
  head_sha: '01'.repeat(20),
  base_branch: 'main',
  policy_hash: 'sha256:1',
  until: '2026-01-04T00:00:00.000Z',
}
let status: StatusUnderTest

beforeAll(async () => {
  const folder = await temporaryDirectory()
  writeFileSync(join(folder, 'millwright.yaml'), yaml)
  const env = {
    MILLWRIGHT_LOG_LEVEL: 'warn',
    MILLWRIGHT_STATUS_PORT: '0',
    MILLWRIGHT_STATUS_TOKEN: TOKEN,
  }
  status = await startStatusUnderTest(null, loadConfig({ role: 'status', env, cwd: folder }))
})
beforeEach(() => status.redis.flushdb())
afterAll(() => status.close())

test('an incident is listed, and shown with the failures that are kept', async () => {
  await fail('f1', 'v1:a', '2026-01-01T00:00:00.000Z')
  await fail('f2', 'v1:a b', '2026-01-02T00:00:00.000Z')
  const Page = z.object({
    incidents: z.array(z.object({ key: z.string() })),
    next: z.string(),
  })

  const first = Page.parse(await read('incidents?limit=1&open=true'))
  const second = await read(`incidents?limit=1&before=${encodeURIComponent(first.next)}`)
  const one = await read('incidents/one?repo=acme/web&key=v1:a')
  const missing = await status.get('/api/v1/incidents/one?repo=acme/web&key=v1:c')

  expect(first.incidents).toEqual([{ key: 'v1:a b' }])
  expect(second).toMatchObject({ incidents: [{ key: 'v1:a' }] })
  expect(one).toMatchObject({ standing: 'flaky', failures: [{ failure: { failure_id: 'f1' } }] })
  expect(missing.status).toBe(404)
})

test('a repository is shown with its mode, red rate, flakes, tasks and budget', async () => {
  const { store } = status
  for (const run of ['1.1', '2.1', '3.1']) await store.countRun('acme/web', run, 'green')
  await store.countRun('acme/web', '4.1', 'red')
  await fail('f1', 'v1:a', '2026-01-01T00:00:00.000Z')
  await store.createTask(sampleRecord('a', { state: 'awaiting_approval' }))
  await store.createTask(sampleRecord('b', { state: 'resolved' }))
  const scopes = [repositoryDay('acme/web', new Date())]
  const at = new Date().toISOString()
  await store.reserve(
    { id: 'a', task_id: 'a', usd: 2, scopes, at },
    new Map([[scopes[0] ?? '', 9]]),
  )
  await store.setPause({ scope: 'acme/web', actor: 'ann', at })

  expect(await read('repositories')).toMatchObject({
    repositories: [
      {
        ...{ repo: 'acme/web', mode: 'auto', protected_branches: ['release'] },
        pause: { actor: 'ann' },
        runs: { red: 1, green: 3, red_rate: 0.25 },
        incidents: { open: 1, flaky: [{ key: 'v1:a' }] },
        tasks: { open: 1, awaiting_approval: 1 },
        last_failure: { at: '2026-01-01T00:00:00.000Z' },
        budget: { spent: 0, reserved: 2, limit: 50 },
      },
      { repo: 'acme/api', mode: 'off', pause: null, runs: { red_rate: null }, last_failure: null },
    ],
  })
})

test('a setting is shown with who decided it, a secret only as set', async () => {
  const Settings = z.object({
    settings: z.array(z.object({ path: z.string(), value: z.string(), origin: z.string() })),
  })

  const { settings } = Settings.parse(await read('settings'))
  const one = (path: string) => settings.find((setting) => setting.path === path)

  expect(one('log.level')).toMatchObject({ value: '"warn"', origin: 'MILLWRIGHT_LOG_LEVEL' })
  expect(one('repositories.acme/web.mode')?.origin).toMatch(/millwright\.yaml:3:\d+$/)
  expect(one('limits.turns')).toMatchObject({ value: '40', origin: 'default' })
  expect(one('github.token')?.value).toBe('"set, not read here"')
})

test('an approval shows the bytes it is bound to, and whether it shows all of them', async () => {
  const plain = sampleFix()
  const leaky = { ...plain, patch: `+${CANARY} é\n` }
  await status.store.createTask(sampleRecord('a', waiting(plain)))
  await status.store.createTask(sampleRecord('b', waiting(leaky)))

  expect(await read('approvals')).toMatchObject({
    approvals: [
      {
        ...{ hold, patch: plain.patch, patch_bytes: plain.patch.length, is_shown_whole: true },
        proof: { before: [{ exit_code: 1 }], after: [{ exit_code: 0 }] },
      },
      { patch_bytes: leaky.patch.length + 1, is_shown_whole: false },
    ],
  })
})

test('a pause of a repository that is not configured is refused, with the name that was meant', async () => {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const ask = async (kind: string, repo: string) => {
    const body = JSON.stringify({ repo })
    const answer = await status.get(`/api/v1/${kind}`, { method: 'POST', headers, body })
    return [answer.status, await answer.text()]
  }

  expect(await ask('pause', 'acme/wbe')).toEqual([
    404,
    expect.stringContaining('acme/wbe is not in the configuration; did you mean acme/web?'),
  ])
  expect(await ask('pause', 'other/thing')).toEqual([
    404,
    expect.not.stringMatching(/did you mean/),
  ])
  expect(await status.store.listAudit({ limit: 1 })).toEqual([])
  expect(await ask('pause', 'acme/web')).toEqual([202, expect.any(String)])
})

test('a resume is refused like a pause, but for one that an earlier configuration left', async () => {
  await status.store.setPause({ scope: 'acme/gone', actor: 'ann', at: new Date().toISOString() })
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const ask = async (repo: string) => {
    const body = JSON.stringify({ repo })
    const answer = await status.get('/api/v1/resume', { method: 'POST', headers, body })
    return [answer.status, await answer.text()]
  }

  const misspelt = await ask('acme/wbe')
  const left = await ask('acme/gone')
  const configured = await ask('acme/web')

  expect(misspelt).toEqual([404, expect.stringContaining('did you mean acme/web?')])
  expect([left[0], configured[0]]).toEqual([202, 202])
})

test('the overview says what keeps work from beginning', async () => {
  const at = new Date().toISOString()
  const budgets = [{ scope: 'everything on a day', spent: 99, reserved: 0, limit: 100 }]
  const lead = { pid: 1, host: 'box', started_at: at, seen_at: at, paused: false, budgets }
  const quiet = [{ repo: 'acme/web', until: '2026-01-05T06:00:00.000Z' }]
  await status.store.setPause({ scope: '*', actor: 'ann', at })

  const away = Overview.parse(await read('status')).idle
  await status.store.beatLead({ ...lead, mode: 'app' })
  const poor = Overview.parse(await read('status')).idle
  await status.store.beatLead({
    ...{ ...lead, mode: 'app', is_short_of_calls: true, quiet, github_away_since: at },
  })
  const late = Overview.parse(await read('status')).idle.slice(poor.length)
  const lite = await (await status.get('/lite')).text()

  expect(away.map(({ code }) => code)).toEqual(['lead_away', 'paused', 'no_workers'])
  expect(poor.map(({ code }) => code)).toEqual(['paused', 'no_workers', 'budget_used_up'])
  expect(late.map(({ code }) => code)).toEqual([
    'github_away',
    'github_calls_used_up',
    'quiet_hours',
  ])
  for (const { text } of late) expect(lite).toContain(text)
  expect(late[2]?.text).toContain('acme/web has quiet hours until 2026-01-05T06:00:00.000Z')
})

test('the audit log is searched by who, what and target', async () => {
  const row = { from: 'here', detail: '' }
  await status.store.addAudit({ ...row, actor: 'ann', action: 'cancel', target: 't1' })
  await status.store.addAudit({ ...row, actor: 'bob', action: 'retry', target: 't1' })
  await status.store.addAudit({ ...row, actor: 'ann', action: 'retry', target: 't2' })

  expect(await read('audit?target=t1&limit=1')).toMatchObject({ entries: [{ actor: 'bob' }] })
  expect(await read('audit?actor=ann&action=retry')).toMatchObject({ entries: [{ target: 't2' }] })
})

const waiting = (result: ReturnType<typeof sampleFix>) =>
  ({ state: 'awaiting_approval', hold, result }) as const

async function fail(failure_id: string, key: string, completed_at: string): Promise<void> {
  const { failure, diagnosis } = sampleFailure()
  const { workflow_name, job_name, head_sha, html_url, head_branch: branch } = failure
  await status.store.saveFailure({
    failure: Failure.parse({ ...failure, failure_id, completed_at }),
    diagnosis: Diagnosis.parse(diagnosis),
    ...{ task_id: null, verdict: 'FIXABLE', answer: 'wait' },
    history: { standing: 'flaky', reason: 'green when run again' },
  })
  await status.store.saveIncident({
    ...{ repo: 'acme/web', key, category: 'assertion-mismatch', summary: 'add(2, 2) returned 5' },
    ...{ urgency: 'normal', opened_at: completed_at, seen_at: completed_at, task_id: null },
    ...{ issue: null, closed_at: null },
    sightings: [{ failure_id, pr_number: 7, at: completed_at, is_left: false, branch }].map(
      (one) => ({ ...one, workflow_name, job_name, head_sha, html_url }),
    ),
  })
}

async function read(path: string): Promise<unknown> {
  const answer = await status.get(`/api/v1/${path}`)
  expect(answer.status).toBe(200)
  return answer.json()
}
