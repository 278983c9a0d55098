import { expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'
import { statusApi } from '../status-api.fixture.ts'

const summary = {
  task_id: 'ci-fix-acme__web-7-1',
  repo: 'acme/web',
  pr_number: 7,
  type: 'fix_test_failure',
  verdict: 'FIXABLE',
  state: 'running',
  reason: 'claimed \u001b[2J by a worker',
  outcome: null,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:05.000Z',
}

test('tasks are listed for people without what a terminal would obey', async () => {
  const api = await statusApi(200, { tasks: [summary], next: 'some-task' })

  const { code, stdout } = await runMillwright(
    ['tasks', 'ls', '--state', 'running', '--repo', 'acme/web', '--limit', '5'],
    { env: api.env },
  )

  expect(code).toBe(0)
  expect(stdout).toContain('ci-fix-acme__web-7-1  acme/web#7  -')
  expect(stdout).toContain('more with --before some-task')
  expect(stdout).toContain('claimed  [2J by a worker')
  expect(api.asked).toEqual(['GET /api/v1/tasks?limit=5&state=running&repo=acme%2Fweb'])
})

test('tasks are searched by verdict, kind, pull request and words', async () => {
  const api = await statusApi(200, { tasks: [], next: null })
  const search = ['--verdict', 'FIXABLE', '--kind', 'fix_lint', '--pull', '7', '--search', 'a b']

  const { stdout } = await runMillwright(['tasks', 'ls', ...search], { env: api.env })

  expect(stdout).toBe('no tasks\n')
  expect(api.asked).toEqual([
    'GET /api/v1/tasks?limit=50&pull=7&verdict=FIXABLE&kind=fix_lint&q=a+b',
  ])
})

test('--json gives the answer of the service', async () => {
  const api = await statusApi(200, { tasks: [summary], next: null })

  const { stdout } = await runMillwright(['tasks', 'ls', '--json'], { env: api.env })

  expect(JSON.parse(stdout)).toEqual({ tasks: [summary], next: null })
})

test('an action shows the token', async () => {
  const api = await statusApi(202, {})

  const { code } = await runMillwright(['tasks', 'cancel', 'some/task'], {
    env: { ...api.env, MILLWRIGHT_STATUS_TOKEN: 'a-long-token' },
  })

  expect(code).toBe(0)
  expect(api.asked).toEqual(['POST /api/v1/tasks/some%2Ftask/cancel Bearer a-long-token'])
})

test.each([
  [401, {}, 1, 'set MILLWRIGHT_STATUS_TOKEN'],
  [403, { message: 'actions are off' }, 1, 'actions are off'],
  [404, { message: 'no such task' }, 4, 'no such task'],
  [409, { message: 'it has finished' }, 5, 'it has finished'],
  [500, 'no object', 1, 'the status API answered 500'],
])('answer %i ends the command accordingly', async (status, answer, expected, hint) => {
  const api = await statusApi(status, answer)

  const { code, stdout, stderr } = await runMillwright(['tasks', 'show', 'x'], { env: api.env })

  expect({ code, stdout }).toEqual({ code: expected, stdout: '' })
  expect(stderr).toContain(hint)
})

test('an answer of another version is refused, not half shown', async () => {
  const api = await statusApi(200, { tasks: [{ id: 1 }] })

  const { code, stderr } = await runMillwright(['tasks', 'ls'], { env: api.env })

  expect(code).toBe(1)
  expect(stderr).toContain('in a form this version does not know')
})

test('status says why nothing begins, and what has a line of its own once', async () => {
  const counts = { tasks: {}, queues: {}, workers: { count: 0, sandbox: {} } }
  const idle = [
    { code: 'no_workers', text: 'no worker gives a sign of life' },
    { code: 'quiet_hours', text: 'acme/web has quiet hours' },
    { code: 'paused', text: 'everything is paused in the configuration' },
  ]
  const api = await statusApi(200, { version: '1', paused: false, lead: null, ...counts, idle })

  const { stdout } = await runMillwright(['status'], { env: api.env })

  expect(stdout).toMatch(/^idle +acme\/web has quiet hours$/m)
  expect(stdout).toMatch(/^paused +everything is paused in the configuration$/m)
  expect(stdout).not.toContain('no worker gives')
})

test('when nothing listens the next step is named', async () => {
  const { code, stderr } = await runMillwright(['status'], { env: { MILLWRIGHT_STATUS_PORT: '1' } })

  expect(code).toBe(1)
  expect(stderr).toContain('nothing answers at http://127.0.0.1:1: start the service')
})

const decision = {
  ...{ failure_id: 'f', repo: 'acme/web', pr_number: 7, head_sha: '01'.repeat(20), task_id: null },
  ...{ answer: 'skip', reason: 'the pull request is a draft', at: '2026-01-01T00:00:00.000Z' },
  ...{ job_name: 'types (20)', html_url: 'https://github.test/acme/web/actions/runs/1/job/3' },
  rules: [
    { rule: 'repository-on', answer: 'act', reason: 'no objection' },
    { rule: 'attempts', answer: 'act', reason: '1 of 2 attempts are used up' },
    { rule: 'draft', answer: 'skip', reason: 'the pull request is a \u001b[2J draft' },
  ],
}

test('why names the job with its log, what the rules said, and counts those that said nothing', async () => {
  const api = await statusApi(200, { decisions: [decision] })

  const { code, stdout } = await runMillwright(['tasks', 'why', 'acme/web#7'], { env: api.env })

  expect(code).toBe(0)
  expect(api.asked).toEqual(['GET /api/v1/decisions?repo=acme%2Fweb&limit=20&pr=7'])
  expect(stdout.split('\n').slice(0, -1)).toEqual([
    '2026-01-01T00:00:00.000Z  acme/web#7 at 0101010, job types (20)  skip: the pull request is a draft',
    '    log https://github.test/acme/web/actions/runs/1/job/3',
    '    skip draft: the pull request is a  [2J draft',
    '    note attempts: 1 of 2 attempts are used up',
    '    2 of 3 rules had no objection',
  ])
})

test('why says when nothing red was seen, and what a place looks like', async () => {
  const { env } = await statusApi(200, { decisions: [] })

  const nothing = await runMillwright(['tasks', 'why', 'acme/web'], { env })
  const wrong = await runMillwright(['tasks', 'why', 'acme'], { env })

  expect(nothing).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('nothing red was seen'),
  })
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('OWNER/NAME#NUMBER') })
})

test('pause and resume name a repository, or mean everything', async () => {
  const { env, asked, told } = await statusApi(202, {})

  const codes = [
    (await runMillwright(['pause'], { env })).code,
    (await runMillwright(['resume', 'acme/web'], { env })).code,
    (await runMillwright(['pause', 'acme'], { env })).code,
  ]

  expect(codes).toEqual([0, 0, 2])
  expect(asked).toEqual(['POST /api/v1/pause', 'POST /api/v1/resume'])
  expect(told[0]).not.toHaveProperty('repo')
  expect(told[1]).toMatchObject({ repo: 'acme/web' })
})
