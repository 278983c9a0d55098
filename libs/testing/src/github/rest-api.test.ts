import { generateKeyPairSync } from 'node:crypto'
import { createAppAuth } from '@octokit/auth-app'
import { Octokit } from '@octokit/rest'
import { afterAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.ts'
import { startFakeGitHub } from './start-fake-github.ts'

const pem = { type: 'spki', format: 'pem' } as const
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: pem,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const github = await startFakeGitHub({
  dir: await temporaryDirectory(),
  webhook: { url: null, secret: 's' },
  app: { appId: 77, publicKeyPem: publicKey },
  tokens: {
    'ada-token': { login: 'ada' },
    'read-only': {
      login: 'eve',
      permissions: { actions: 'read', contents: 'read', issues: 'read', pull_requests: 'read' },
    },
  },
  ci: false,
})
afterAll(() => github.close())

const nothing = () => undefined
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing }
const place = { owner: 'acme', repo: 'web' }
const first = await github.createRepository({ name: 'acme/web', files: { 'a.txt': 'one\n' } })
const pull = await github.openPullRequest({
  repo: 'acme/web',
  branch: 'feat/x',
  title: 'A change',
  files: { 'a.txt': 'two\n' },
})
const run = await github.recordRun({
  repo: 'acme/web',
  branch: 'feat/x',
  jobs: [
    { name: 'lint', conclusion: 'success', log: 'fine\n' },
    { name: 'test', conclusion: 'failure', log: 'not ok 1\n' },
    { name: 'lost', conclusion: 'cancelled', log: null },
  ],
})
const run_id = run.id
const octokit = client('ada-token')

test('an App trades its JWT for a token that is narrowed as it asked', async () => {
  const app = new Octokit({
    baseUrl: github.apiUrl,
    authStrategy: createAppAuth,
    auth: { appId: 77, privateKey },
  })

  expect((await app.rest.apps.getAuthenticated()).data?.slug).toBe('millwright')
  const installations = await app.rest.apps.listInstallations()
  const { data: installation } = await app.rest.apps.getRepoInstallation(place)
  expect(installations.data.map((one) => one.id)).toEqual([installation.id])
  const { data: token } = await app.rest.apps.createInstallationAccessToken({
    installation_id: installation.id,
    repositories: ['web'],
    permissions: { contents: 'read' },
  })

  expect(token).toMatchObject({
    permissions: { contents: 'read' },
    repository_selection: 'selected',
  })
  expect(Date.parse(token.expires_at) - Date.now()).toBeGreaterThan(3_500_000)
  const narrow = client(token.token)
  expect((await narrow.rest.git.getRef({ ...place, ref: 'heads/main' })).status).toBe(200)
  await expect(comment(narrow, 'No')).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('Resource not accessible by integration'),
  })
})

test('a JWT of another key or for another App is refused', async () => {
  const other = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: pem,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const asApp = (appId: number, key: string) =>
    new Octokit({
      baseUrl: github.apiUrl,
      authStrategy: createAppAuth,
      auth: { appId, privateKey: key },
      log: silent,
    })

  await expect(asApp(77, other.privateKey).rest.apps.getAuthenticated()).rejects.toMatchObject({
    status: 401,
  })
  await expect(asApp(78, privateKey).rest.apps.getAuthenticated()).rejects.toMatchObject({
    status: 404,
  })
})

test('a repository, its branches, refs and commits can be read', async () => {
  const repository = await octokit.rest.repos.get(place)
  const branch = await octokit.rest.repos.getBranch({ ...place, branch: 'feat/x' })
  const ref = await octokit.rest.git.getRef({ ...place, ref: 'heads/feat/x' })
  const commit = await octokit.rest.repos.getCommit({ ...place, ref: pull.sha })

  expect(repository.data).toMatchObject({ full_name: 'acme/web', default_branch: 'main' })
  expect(branch.data.commit.sha).toBe(pull.sha)
  expect(ref.data.object.sha).toBe(pull.sha)
  expect(commit.data.parents.map((parent) => parent.sha)).toEqual([first])
  expect(commit.data.author).toMatchObject({ login: 'ada', type: 'User' })
  await expect(octokit.rest.repos.getBranch({ ...place, branch: 'no' })).rejects.toMatchObject({
    status: 404,
  })
})

test('a pull request is found by number, by head and by commit', async () => {
  const one = await octokit.rest.pulls.get({ ...place, pull_number: pull.number })
  const byHead = await octokit.rest.pulls.list({ ...place, head: 'acme:feat/x', state: 'open' })
  const byOther = await octokit.rest.pulls.list({ ...place, head: 'eve:feat/x' })
  const byCommit = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({
    ...place,
    commit_sha: pull.sha,
  })

  expect(one.data).toMatchObject({
    head: { ref: 'feat/x', sha: pull.sha, repo: { full_name: 'acme/web' } },
    base: { ref: 'main', sha: first },
    additions: 1,
    deletions: 1,
    commits: 1,
  })
  expect(byHead.data.map((found) => found.number)).toEqual([pull.number])
  expect(byOther.data).toEqual([])
  expect(byCommit.data.map((found) => found.number)).toEqual([pull.number])
})

test('runs are filtered, and a run, its attempt and its jobs can be read', async () => {
  const list = (filter: object) =>
    octokit.rest.actions.listWorkflowRunsForRepo({ ...place, ...filter })
  const failed = await list({ head_sha: pull.sha, status: 'failure', branch: 'feat/x' })
  const green = await list({ status: 'success' })
  const recent = await list({ created: '>=2020-01-01T00:00:00Z', event: 'pull_request' })
  const one = await octokit.rest.actions.getWorkflowRun({ ...place, run_id })
  const attempt = await octokit.rest.actions.getWorkflowRunAttempt({
    ...place,
    run_id,
    attempt_number: 1,
  })
  const jobs = await octokit.rest.actions.listJobsForWorkflowRun({ ...place, run_id })
  const again = await octokit.rest.actions.listJobsForWorkflowRunAttempt({
    ...place,
    run_id,
    attempt_number: 1,
  })

  expect(failed.data.workflow_runs.map((found) => found.id)).toEqual([run_id])
  expect(green.data.total_count).toBe(0)
  expect(recent.data.total_count).toBe(1)
  expect(one.data).toMatchObject({
    conclusion: 'failure',
    run_attempt: 1,
    head_commit: { id: pull.sha },
    pull_requests: [{ number: pull.number }],
  })
  expect(attempt.data.id).toBe(run_id)
  expect(jobs.data.jobs.map((job) => job.conclusion)).toEqual(['success', 'failure', 'cancelled'])
  expect(again.data.total_count).toBe(3)
})

test('pages are linked as GitHub links them', async () => {
  const parameters = { ...place, run_id, per_page: 1 }
  const page = await octokit.rest.actions.listJobsForWorkflowRun({ ...parameters, page: 2 })

  const all = await octokit.paginate(octokit.rest.actions.listJobsForWorkflowRun, parameters)

  expect(page.headers.link).toMatch(/page=1>; rel="prev".*page=3>; rel="next".*page=3>; rel="last"/)
  expect(all.map((job) => job.name)).toEqual(['lint', 'test', 'lost'])
})

test('a log is found behind a signed link on another host, which takes no token', async () => {
  const job_id = jobId('test')
  const job = await octokit.rest.actions.getJobForWorkflowRun({ ...place, job_id })
  const log = await octokit.rest.actions.downloadJobLogsForWorkflowRun({ ...place, job_id })

  expect(job.data).toMatchObject({ name: 'test', workflow_name: 'CI', head_sha: pull.sha })
  expect(log.data).toBe('not ok 1\n')
  const link = await fetch(`${github.apiUrl}/repos/acme/web/actions/jobs/${job_id}/logs`, {
    headers: { authorization: 'Bearer ada-token' },
    redirect: 'manual',
  })
  const location = link.headers.get('location') ?? ''
  expect(new URL(location).origin).not.toBe(github.apiUrl)
  expect((await fetch(location, { headers: { authorization: 'Bearer x' } })).status).toBe(400)
  expect((await fetch(location.replace('sig=', 'sig=x'))).status).toBe(403)
  const lost = octokit.rest.actions.downloadJobLogsForWorkflowRun({
    ...place,
    job_id: jobId('lost'),
  })
  await expect(lost).rejects.toMatchObject({ status: 404 })
})

test('the log of a recorded job can be anything, and GitHub hands it out as it is', async () => {
  const bytes = new Uint8Array([0xff, 0xfe, 0x00, 0x0a, 0x80])
  const odd = await github.recordRun({
    repo: 'acme/web',
    branch: 'main',
    jobs: [{ name: 'binary', conclusion: 'failure', log: bytes }],
  })
  const id = odd.attempts[0]?.jobs[0]?.id

  const log = await fetch(`${github.apiUrl}/repos/acme/web/actions/jobs/${id}/logs`, {
    headers: { authorization: 'Bearer ada-token' },
  })

  expect(new Uint8Array(await log.arrayBuffer())).toEqual(bytes)
})

test('comments are made, changed and listed, and bad ones are refused', async () => {
  const made = await comment(octokit, 'First')
  await octokit.rest.issues.updateComment({ ...place, comment_id: made.data.id, body: 'Changed' })
  const read = await octokit.rest.issues.getComment({ ...place, comment_id: made.data.id })
  const list = await octokit.rest.issues.listComments({ ...place, issue_number: pull.number })

  expect(read.data).toMatchObject({ body: 'Changed', user: { login: 'ada' } })
  expect(list.data.map((one) => one.id)).toEqual([made.data.id])
  expect(github.comments('acme/web', pull.number)).toMatchObject([{ body: 'Changed' }])
  await expect(comment(octokit, '')).rejects.toMatchObject({ status: 422 })
  await expect(comment(octokit, 'x'.repeat(65_537))).rejects.toMatchObject({ status: 422 })
  await expect(comment(client('read-only'), 'No')).rejects.toMatchObject({ status: 403 })

  await octokit.rest.issues.deleteComment({ ...place, comment_id: made.data.id })
  expect(github.comments('acme/web', pull.number)).toEqual([])
})

test('a token is asked for, and its hourly allowance is counted', async () => {
  const user = await octokit.rest.users.getAuthenticated()
  const limit = await octokit.rest.rateLimit.get()

  expect(user.data.login).toBe('ada')
  expect(user.headers['x-ratelimit-limit']).toBe('5000')
  expect(limit.data.rate.used).toBeGreaterThan(0)
  await expect(client('wrong').rest.repos.get(place)).rejects.toMatchObject({ status: 401 })
  const noRerun = client('read-only').rest.actions.reRunWorkflowFailedJobs({ ...place, run_id })
  await expect(noRerun).rejects.toMatchObject({ status: 403 })
})

function client(auth: string): Octokit {
  return new Octokit({ baseUrl: github.apiUrl, auth, log: silent })
}

function comment(by: Octokit, body: string) {
  return by.rest.issues.createComment({ ...place, issue_number: pull.number, body })
}

function jobId(name: string): number {
  const job = run.attempts[0]?.jobs.find((one) => one.name === name)
  if (job === undefined) throw new Error(`no job ${name}`)
  return job.id
}
