import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TaskRecord } from '@millwright/protocol'
import { startFakeGitHub, startScriptedModel, temporaryDirectory } from '@millwright/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { installation } from '../installation.ts'
import { shadowEnvironment } from '../replay/run-shadow.ts'
import { runMillwright } from '../run-millwright.fixture.ts'
import { statusApi } from '../status-api.fixture.ts'
import { waitingTask } from '../waiting-task.fixture.ts'

vi.setConfig({ testTimeout: 60_000 })

const KEY = 'sk-ant-a-test-key'
const TOKEN = 'ghp_readonlyreadonlyreadonlyreadonly0123'
/** What the lead works with. */
const WRITER = 'ghp_writewritewritewritewritewrite012345'
const calls = {
  edit: { name: 'edit', input: { path: 'value', old_text: '1', new_text: '22' } },
  finish: { name: 'finish', input: { cause: 'value', changed: 'value', confidence: 'high' } },
}

let world: Awaited<ReturnType<typeof open>>
beforeAll(async () => {
  world = await open()
})
afterAll(() => world.close())

/** A repository whose `sh test.sh` is red, and a model that mends it. */
async function open() {
  const dir = await temporaryDirectory()
  const github = await startFakeGitHub({
    dir: `${dir}/github`,
    webhook: { url: 'http://127.0.0.1:9/', secret: 'none' },
    tokens: {
      [TOKEN]: { login: 'reader', permissions: { contents: 'read' } },
      [WRITER]: { login: 'mill' },
    },
    ci: false,
  })
  const files = { value: '1\n', 'test.sh': 'grep -q 22 value\n' }
  const sha = await github.createRepository({ name: 'acme/web', files })
  const turns = [() => ({ tools: [calls.edit] }), () => ({ tools: [calls.finish] })]
  const script = { name: 'mend', match: () => true, turns }
  const model = await startScriptedModel({ scripts: [script], apiKey: KEY })
  const env = {
    MILLWRIGHT_DATA_DIR: `${dir}/data`,
    MILLWRIGHT_GITHUB_API_URL: github.apiUrl,
    MILLWRIGHT_GITHUB_GIT_URL: github.gitUrl,
    MILLWRIGHT_CLONE_TOKEN: TOKEN,
    MILLWRIGHT_MODEL_BASE_URL: model.url,
    ANTHROPIC_API_KEY: KEY,
    // Nothing listens there, and nobody asks.
    REDIS_URL: 'redis://127.0.0.1:9/10',
  }
  return { github, model, sha, env, close: () => Promise.all([github.close(), model.close()]) }
}

/** A task that was given up at the red commit, as the status API tells of it. */
function givenUp(sha: string): TaskRecord {
  const record = waitingTask('', 'a'.repeat(64))
  const { task, result } = record
  const replay = 'sh test.sh'
  const diagnosis = { ...task.inputs.diagnosis, replay }
  return {
    ...record,
    state: 'escalated',
    hold: null,
    result: result && { ...result, outcome: 'gave_up' },
    task: {
      ...task,
      inputs: { ...task.inputs, diagnosis },
      ...{ head_sha: sha, validation: [replay], timeout_minutes: 2, trust: 'own' as const },
    },
  }
}

async function service(record: TaskRecord, failure: object | null = null) {
  const row = ({ task_id, type }: TaskRecord['task'], state: string) => ({ task_id, type, state })
  const tasks = [
    row({ ...record.task, task_id: 'running' }, 'running'),
    row({ ...record.task, task_id: 'other', type: 'fix_lint' }, 'failed'),
    row(record.task, 'escalated'),
  ]
  const api = await statusApi(200, { tasks, task: record, failure })
  return { asked: api.asked, env: { ...world.env, ...api.env } }
}

test('render compares the prompt of a past failure with what an edit makes of it', async () => {
  const api = await service(givenUp(world.sha))
  const cwd = await temporaryDirectory()
  const text = readFileSync(join(installation, 'prompts/fix-types.prompt.md'), 'utf8')
  writeFileSync(join(cwd, 'fix-types.prompt.md'), text.replace('Correct the type', 'Mend the type'))
  const args = ['replay', '--last', '5', '--template', 'fix-types.prompt.md']

  const { code, stdout } = await runMillwright(args, { ...api, cwd })

  expect(code).toBe(0)
  expect(stdout).toMatch(/^\+Mend the type errors/m)
  expect(stdout).toContain('  before    escalated, gave_up, CI was not asked, 0.00 USD\n')
  expect(stdout).toContain('1 replayed, 1 prompts differ, 0 of 0 verdicts differ\n')
  expect(api.asked.slice(0, 2)).toEqual(['GET /api/v1/tasks?limit=1000', 'GET /api/v1/tasks/t'])
})

test('shadow works on it again, shows what it came to, and publishes nothing', async () => {
  const api = await service(givenUp(world.sha))

  const { code, stdout, stderr } = await runMillwright(
    ['replay', 't', '--level', 'shadow', '--json'],
    api,
  )

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const { level, rows } = JSON.parse(stdout)
  const [row] = rows
  expect(level).toBe('shadow')
  expect(row.template.name).toBe('fix-types')
  expect(row.before).toMatchObject({ outcome: 'gave_up', ci: null })
  expect(row.after).toMatchObject({ outcome: 'fixed', is_proven: true, gate: 'pass' })
  expect(row.after.patch).toContain('+22')
  expect(row.after.usd).toBeGreaterThan(0)
  expect(api.asked).toEqual(['GET /api/v1/tasks/t'])
  expect(await world.github.head('acme/web', 'main')).toBe(world.sha)
})

test('nothing is begun that could cost more than is left, and no unsound text is paid for', async () => {
  const api = await service(givenUp(world.sha))
  const cwd = await temporaryDirectory()
  const text = readFileSync(join(installation, 'prompts/fix-types.prompt.md'), 'utf8')
  writeFileSync(join(cwd, 'fix-types.prompt.md'), text.replace('# user', '# user\n{{ nope }}'))
  const shadow = (...args: string[]) =>
    runMillwright(['replay', 't', '--level', 'shadow', ...args], { ...api, cwd })

  const poor = await shadow('--usd', '2.5')
  const unsound = await shadow('--template', 'fix-types.prompt.md')

  expect(poor.code).toBe(1)
  expect(poor.stdout).toContain('not run: it may cost 3 USD, and of --usd 2.50 are left')
  expect(unsound.code).toBe(3)
  expect(unsound.stderr).toContain('unknown variable "nope"')
})

test('wrong usage is named before anything is asked or paid for', async () => {
  const cases = [
    { args: [], says: 'name a task' },
    { args: ['--last', '101'], says: 'at most 100' },
    { args: ['--last', '21', '--level', 'shadow'], says: 'at most 20' },
    { args: ['t', '--usd', '0'], says: 'above 0' },
  ]

  const ended = await Promise.all(cases.map(({ args }) => runMillwright(['replay', ...args])))

  expect(ended.map(({ code }) => code)).toEqual(cases.map(() => 2))
  for (const [at, { says }] of cases.entries()) expect(ended[at]?.stderr).toContain(says)
})

test('with the credential of the lead the log is looked at again, and nothing written', async () => {
  const conclusion = 'failure' as const
  const log = "src/a.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.\n"
  const jobs = [{ name: 'types', log, conclusion }]
  const run = await world.github.recordRun({ repo: 'acme/web', branch: 'main', jobs })
  const record = givenUp(world.sha)
  const failure = {
    ...{ failure_id: 'f', repo: 'acme/web', run_id: run.id, run_attempt: 1, job_name: 'types' },
    ...{ job_id: run.attempts[0]?.jobs[0]?.id, workflow_name: 'CI', conclusion, html_url: '' },
    ...{ head_sha: world.sha, head_branch: 'main', completed_at: record.created_at },
  }
  const investigated = { ...record, task: { ...record.task, verdict: 'INVESTIGATE' as const } }
  const api = await service(investigated, failure)
  const env = { ...api.env, MILLWRIGHT_GITHUB_TOKEN: WRITER }

  const { stdout } = await runMillwright(['replay', 't'], { env })

  expect(stdout).toContain('  verdict   INVESTIGATE -> FIXABLE\n')
  expect(stdout).toContain('1 of 1 verdicts differ')
  expect(await world.github.head('acme/web', 'main')).toBe(world.sha)
})

test('a shadow is told of no Redis, and of no credential but the one that reads', () => {
  const worker = { PATH: '/bin', REDIS_URL: 'a', MILLWRIGHT_REDIS_WORKER_URL_FILE: 'b' }

  expect(shadowEnvironment(null, worker)).toEqual({ PATH: '/bin' })
  expect(shadowEnvironment('read', worker)).toEqual({
    PATH: '/bin',
    MILLWRIGHT_CLONE_TOKEN: 'read',
  })
})
