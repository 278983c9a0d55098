import { logSink, waitFor } from '@millwright/testing'
import { expect, test } from 'vitest'
import { createGitHub } from './create-github.ts'
import type { GitHub } from './github.ts'
import { type Answer, type Asked, startTestServer } from './test-server.fixture.ts'

const token = 'ghp_0123456789012345678901234567890123456'
const sha = '0123456789abcdef0123456789abcdef01234567'

async function start(answer: (asked: Asked, server: { url: string }) => Answer, retryBaseMs = 1) {
  const server = await startTestServer(answer)
  const sink = logSink()
  const github = createGitHub({
    apiUrl: server.url,
    gitUrl: 'https://git.example.test/',
    auth: { kind: 'token', token },
    logger: sink.logger,
    timeoutMs: 500,
    retryBaseMs,
  })
  return { github, asked: server.asked, sink }
}

const run = {
  ...{ id: 5, run_attempt: 2, name: 'CI', status: 'completed', conclusion: 'failure' },
  ...{ head_sha: sha, head_branch: 'feat/x', event: 'push', html_url: 'https://x/5' },
  ...{ head_repository: { full_name: 'acme/web' }, repository: { id: 1 }, workflow_id: 3 },
  pull_requests: [{ number: 7, base: { repo: { id: 1 } } }],
  head_commit: { message: 'B', author: { email: 'ada@x' }, committer: null },
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
}
const pull = {
  ...{ number: 7, state: 'open', draft: false, title: 'T', html_url: 'https://x/7' },
  head: { ref: 'feat/x', sha, repo: { full_name: 'acme/web' } },
  base: { ref: 'main', sha, repo: { full_name: 'acme/web' } },
  user: { login: 'ada' },
}

test('a run is read in our words', async () => {
  const { github, asked } = await start(() => ({ body: run }))

  const found = await github.getRun('acme/web', 5)

  expect(asked).toEqual([
    { line: 'GET /repos/acme/web/actions/runs/5', authorization: `token ${token}`, body: null },
  ])
  expect(found).toEqual({
    ...{ runId: 5, runAttempt: 2, workflowName: 'CI', status: 'completed', conclusion: 'failure' },
    ...{ headSha: sha, headBranch: 'feat/x', event: 'push', htmlUrl: 'https://x/5' },
    ...{ workflowId: 3, headRepo: 'acme/web', pulls: [7], createdAt: '2026-01-01T00:00:00Z' },
    headCommit: { message: 'B', authorEmail: 'ada@x', committerEmail: '' },
    updatedAt: '2026-01-01T00:00:00Z',
  })
})

test('of the pull requests of a run those into another repository are none of ours', async () => {
  const theirs = { number: 8, base: { repo: { id: 2 } } }
  const body = { ...run, pull_requests: [theirs, ...run.pull_requests] }
  const { github } = await start(() => ({ body }))

  expect(await github.getRun('acme/web', 5)).toMatchObject({ pulls: [7] })
})

test('a list is read over all its pages, and no further than its limit', async () => {
  const { github, asked } = await start(({ line }, { url }) => ({
    headers: { link: `<${url}/next>; rel="next", <${url}/last>; rel="last"` },
    body: { total_count: 999, workflow_runs: Array(100).fill({ ...run, id: Number(line.at(-1)) }) },
  }))

  const runs = await github.listRuns('acme/web', { headSha: sha, limit: 150 })

  expect(runs).toHaveLength(150)
  expect(asked.map(({ line }) => line)).toEqual([
    `GET /repos/acme/web/actions/runs?head_sha=${sha}&per_page=100&page=1`,
    `GET /repos/acme/web/actions/runs?head_sha=${sha}&per_page=100&page=2`,
  ])
})

test('red runs are asked for as such', async () => {
  const { github, asked } = await start(() => ({ body: { total_count: 0, workflow_runs: [] } }))

  await github.listRuns('acme/web', { status: 'failure', limit: 10 })

  expect(asked[0]?.line).toBe('GET /repos/acme/web/actions/runs?status=failure&per_page=10&page=1')
})

test('a name that is too long for a record is cut, and the rest is read', async () => {
  const long = 'x'.repeat(10_000)
  const step = { name: long, number: 3, conclusion: 'failure', status: 'completed' }
  const job = { id: 1, status: 'completed', conclusion: 'failure', html_url: 'u', steps: [step] }
  const { github } = await start(({ line }) => ({
    body: line.includes('/jobs')
      ? { total_count: 1, jobs: [{ ...job, name: long }] }
      : { ...run, name: long, head_branch: long },
  }))

  const found = await github.getRun('acme/web', 5)
  const [red] = await github.listJobs('acme/web', 5, 1)

  expect([found.workflowName.length, found.headBranch.length]).toEqual([500, 255])
  expect([red?.name.length, red?.steps[0]?.name.length]).toEqual([500, 500])
})

test('jobs come with their steps', async () => {
  const job = { id: 1, name: 'test', status: 'completed', conclusion: 'failure', html_url: 'u' }
  const steps = [{ name: 'Run npm test', number: 3, conclusion: 'failure', status: 'completed' }]
  const { github } = await start(() => ({ body: { total_count: 1, jobs: [{ ...job, steps }] } }))

  const jobs = await github.listJobs('acme/web', 5, 2)

  expect(jobs[0]).toMatchObject({ jobId: 1, name: 'test', steps: [{ number: 3 }] })
})

test('the pull request of a commit is the open one whose head it is', async () => {
  const older = { ...pull, number: 6, head: { ...pull.head, sha: 'f'.repeat(40) } }
  const { github } = await start(() => ({ body: [{ ...pull, state: 'closed' }, older, pull] }))

  const found = await github.findPull('acme/web', sha)

  expect(found).toMatchObject({ number: 7, state: 'open', isFork: false, author: 'ada' })
})

test('a branch is looked up under its own repository', async () => {
  const { github, asked } = await start(() => ({ body: [] }))

  const found = await github.findPull('acme/web', 'feat/x')

  expect(found).toBeNull()
  expect(asked[0]?.line).toContain('/pulls?head=acme%3Afeat%2Fx&state=open')
})

test.each([
  ['of another repository', { full_name: 'evil/web' }],
  ['that is gone', null],
])('a head %s is a fork', async (_what, repo) => {
  const { github } = await start(() => ({ body: { ...pull, head: { ...pull.head, repo } } }))

  expect(await github.getPull('acme/web', 7)).toMatchObject({ isFork: true })
})

test('a branch that GitHub does not know has no head and no protection', async () => {
  const { github } = await start(() => ({ status: 404, body: { message: 'Not Found' } }))

  const answers = [
    await github.branchHead('acme/web', 'x'),
    await github.isProtected('acme/web', 'x'),
  ]

  expect(answers).toEqual([null, false])
})

test('a branch that answers under another name counts as protected', async () => {
  const { github } = await start(() => ({ body: { name: 'main', protected: false } }))

  expect(await github.isProtected('acme/web', 'master')).toBe(true)
})

test('a token clones as nobody and pushes as itself', async () => {
  const { github } = await start(() => ({ body: { login: 'mill-bot' } }))

  const answers = [
    await github.whoAmI(),
    await github.cloneToken('acme/web'),
    await github.pushToken('acme/web'),
    github.cloneUrl('acme/web'),
  ]

  const url = 'https://git.example.test/acme/web.git'
  expect(answers).toEqual([
    { login: 'mill-bot', mode: 'token', permissions: null },
    null,
    token,
    url,
  ])
})

const verbs: [string, (github: GitHub) => Promise<unknown>][] = [
  ['getRun', (github) => github.getRun('acme/web', 5)],
  ['listJobs', (github) => github.listJobs('acme/web', 5, 1)],
  ['getPull', (github) => github.getPull('acme/web', 7)],
  ['defaultBranch', (github) => github.defaultBranch('acme/web')],
  ['branchHead', (github) => github.branchHead('acme/web', 'x')],
  ['listComments', (github) => github.listComments('acme/web', 7)],
  ['whoAmI', (github) => github.whoAmI()],
]

test.each(verbs)('%s refuses an answer of another form', async (_verb, call) => {
  const { github } = await start(() => ({ body: { unexpected: [true] } }))

  await expect(call(github)).rejects.toMatchObject({ code: 'MW_GITHUB_ANSWER', retryable: false })
})

test.each([
  [401, {}, 'MW_GITHUB_AUTH', false],
  [403, {}, 'MW_GITHUB_AUTH', false],
  [403, { 'retry-after': '3600' }, 'MW_GITHUB_LIMIT', true],
  [429, { 'retry-after': '3600' }, 'MW_GITHUB_LIMIT', true],
  [404, {}, 'MW_GITHUB_NOT_FOUND', false],
  [409, {}, 'MW_GITHUB_REFUSED', false],
  [422, {}, 'MW_GITHUB_REFUSED', false],
  [500, {}, 'MW_GITHUB_DOWN', true],
  [503, {}, 'MW_GITHUB_DOWN', true],
])('status %i with %o is %s', async (status, headers, code, retryable) => {
  const { github } = await start(() => ({ status, headers, body: { message: 'no' } }))

  const failure = github.getRun('acme/web', 5)

  await expect(failure).rejects.toMatchObject({ code, status, retryable })
})

test('a server error is tried again until it passes, at most four times', async () => {
  const healing = await start(() => (healing.asked.length < 4 ? { status: 502 } : { body: run }))
  const broken = await start(() => ({ status: 502 }))

  const found = await healing.github.getRun('acme/web', 5)
  await expect(broken.github.getRun('acme/web', 5)).rejects.toMatchObject({ status: 502 })

  expect(found.runId).toBe(5)
  expect(broken.asked).toHaveLength(4)
})

test('a short rate limit is waited for', async () => {
  const headers = { 'retry-after': '1' }
  const limit = { status: 403, headers, body: { message: 'You hit a secondary rate limit' } }
  const { github, asked } = await start(() => (asked.length < 2 ? limit : { body: run }))

  const found = await github.getRun('acme/web', 5)

  expect(found.runId).toBe(5)
  expect(asked).toHaveLength(2)
})

test('a comment is never posted twice because its answer was lost', async () => {
  const { github, asked } = await start(() => ({ status: 502 }))

  await expect(github.createComment('acme/web', 7, 'hi')).rejects.toMatchObject({ status: 502 })

  expect(asked.map(({ line }) => line)).toEqual(['POST /repos/acme/web/issues/7/comments'])
  expect(asked[0]?.body).toEqual({ body: 'hi' })
})

test('a comment that is gone already is deleted without an error', async () => {
  const { github, asked } = await start(() => ({ status: 404 }))

  await github.deleteComment('acme/web', 9)

  expect(asked[0]?.line).toBe('DELETE /repos/acme/web/issues/comments/9')
})

test('a server that falls silent is down, after the time allowed', async () => {
  const { github } = await start(() => ({ body: '{', isSilent: true }))

  const failure = github.createComment('acme/web', 7, 'hi')

  await expect(failure).rejects.toMatchObject({ code: 'MW_GITHUB_DOWN', status: null })
})

test('a call is given up at once when it is aborted', async () => {
  const { github } = await start(() => ({ body: '{', isSilent: true }))
  const reason = new Error('superseded')
  const controller = new AbortController()

  const failure = github.getRun('acme/web', 5, controller.signal)
  setTimeout(() => controller.abort(reason), 20)

  await expect(failure).rejects.toBe(reason)
})

test('a wait between two tries is given up at once when it is aborted', async () => {
  const { github, asked } = await start(() => ({ status: 502 }), 60_000)
  const controller = new AbortController()

  const failure = github.getRun('acme/web', 5, controller.signal).catch((error: unknown) => error)
  await waitFor(() => asked.length > 0, { what: 'the first try' })
  controller.abort(new Error('superseded'))

  expect(await failure).toBe(controller.signal.reason)
})

test('a repository that is a path is refused before anything is asked', async () => {
  const { github, asked } = await start(() => ({ body: {} }))

  await expect(github.defaultBranch('acme/..')).rejects.toMatchObject({ code: 'MW_GITHUB_REFUSED' })

  expect(asked).toEqual([])
})

test('the token stands in no error and no log line, not even where GitHub repeats it', async () => {
  const { github, sink } = await start(({ authorization }) => ({
    status: 422,
    body: { message: `you sent ${authorization}` },
  }))

  const failure = await github.getRun('acme/web', 5).catch((error: unknown) => error)

  const everything = JSON.stringify(failure, Object.getOwnPropertyNames(failure)) + sink.text()
  expect(everything).toContain('you sent')
  expect(everything).not.toContain(token)
})
