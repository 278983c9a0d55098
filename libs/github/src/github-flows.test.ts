import { generateKeyPairSync } from 'node:crypto'
import { logSink, startFakeGitHub, temporaryDirectory } from '@millwright/testing'
import { afterAll, expect, test } from 'vitest'
import { createGitHub } from './create-github.ts'
import type { GitHub } from './github.ts'
import type { JobLog } from './job-log.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const server = await startFakeGitHub({
  dir: await temporaryDirectory(),
  webhook: { url: null, secret: 's' },
  app: { appId: 9, publicKeyPem: publicKey },
  tokens: {
    'a-personal-token': { login: 'mill' },
    'it-reads-actions': { permissions: { actions: 'read' } },
  },
  ci: false,
})
afterAll(() => server.close())

const repo = 'acme/web'
const baseSha = await server.createRepository({ name: repo, files: { 'a.txt': 'a\n' } })
const { number, sha } = await openPull('feat/x')
await server.recordRun({
  repo,
  branch: 'feat/x',
  jobs: [
    { name: 'test', conclusion: 'failure', log: 'it is red\n' },
    { name: 'lint', conclusion: 'success', log: null },
  ],
})

async function openPull(branch: string) {
  await server.pushCommit({ repo, branch, files: { [branch]: 'b\n' }, message: 'B' })
  return server.openPullRequest({ repo, title: 'A change', branch })
}

const { apiUrl, gitUrl } = server
const common = { apiUrl, gitUrl, logger: logSink().logger, retryBaseMs: 1 }
const asToken = createGitHub({ ...common, auth: { kind: 'token', token: 'a-personal-token' } })
const asApp = createGitHub({ ...common, auth: { kind: 'app', appId: 9, privateKey } })
const modes: [string, GitHub][] = [
  ['a token', asToken],
  ['an app', asApp],
]

test.each(modes)(
  '%s follows a red run down to the log of its failed job',
  async (_mode, github) => {
    const [found] = await github.listRuns(repo, { headSha: sha, limit: 10 })
    const run = await github.getRun(repo, found?.runId ?? 0)
    const jobs = await github.listJobs(repo, run.runId, run.runAttempt)
    const log = await github.jobLog(repo, jobs[0]?.jobId ?? 0, { bytesMax: 1000 })
    const none = await github.jobLog(repo, jobs[1]?.jobId ?? 0, { bytesMax: 1000 })

    expect(run).toMatchObject({ conclusion: 'failure', headSha: sha, headBranch: 'feat/x' })
    expect(jobs.map((job) => [job.name, job.conclusion])).toEqual([
      ['test', 'failure'],
      ['lint', 'success'],
    ])
    expect(await textOf(log)).toBe('it is red\n')
    expect(none).toEqual({ kind: 'missing' })
  },
)

test.each(modes)(
  '%s has the failed jobs of a run done again, once at a time',
  async (_mode, github) => {
    const jobs = [{ name: 'test', conclusion: 'failure', log: 'red\n' }] as const
    const { id } = await server.recordRun({ repo, branch: 'main', jobs })

    const answers = [await github.rerunFailedJobs(repo, id), await github.rerunFailedJobs(repo, id)]

    expect(answers).toEqual(['asked', 'refused'])
    expect(await github.getRun(repo, id)).toMatchObject({ runAttempt: 2, status: 'queued' })
  },
)

test('a credential that may not have jobs done again is told so, and a limit is no refusal', async () => {
  const token = 'it-reads-actions'
  const reader = createGitHub({ ...common, auth: { kind: 'token', token } })
  const [run] = server.runs(repo)
  const again = () => reader.rerunFailedJobs(repo, run?.id ?? 0)

  expect(await again()).toBe('refused')
  const headers = { 'retry-after': '0' }
  server.faults.failNext({ path: '/rerun-failed-jobs', status: 403, headers, times: 9 })
  await expect(again()).rejects.toMatchObject({ code: 'MW_GITHUB_LIMIT' })
})

test.each(modes)('%s finds the pull request and its branches', async (_mode, github) => {
  const pull = await github.getPull(repo, number)

  expect(pull).toMatchObject({ state: 'open', isFork: false, headSha: sha, baseSha })
  expect(await github.findPull(repo, 'feat/x')).toEqual(pull)
  expect(await github.findPull(repo, sha)).toEqual(pull)
  expect(await github.findPull(repo, 'main')).toBeNull()
  expect(await github.branchHead(repo, 'feat/x')).toBe(sha)
  expect(await github.branchHead(repo, 'gone')).toBeNull()
  expect(await github.isProtected(repo, 'feat/x')).toBe(false)
  expect(await github.defaultBranch(repo)).toBe('main')
})

test('a comment is made, changed and listed under our own name', async () => {
  const { login } = await asApp.whoAmI()

  const made = await asApp.createComment(repo, number, 'first')
  await asApp.updateComment(repo, made.commentId, 'second')

  const comments = await asApp.listComments(repo, number)
  expect(comments).toMatchObject([{ commentId: made.commentId, author: login, body: 'second' }])
})

test('a clone token reads its repository and cannot write, a push token can', async () => {
  const names = [await asToken.whoAmI(), await asApp.whoAmI()]
  const [clone, push] = [await asApp.cloneToken(repo), await asApp.pushToken(repo)]
  const status = async (token: string | null, service: string) => {
    const authorization = `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`
    const url = `${asApp.cloneUrl(repo)}/info/refs?service=${service}`
    return (await fetch(url, { headers: { authorization } })).status
  }

  expect(names.map(({ mode }) => mode)).toEqual(['token', 'app'])
  expect(await status(clone, 'git-upload-pack')).toBe(200)
  expect(await status(clone, 'git-receive-pack')).toBe(403)
  expect(await status(push, 'git-receive-pack')).toBe(200)
})

test('an outage of a few answers goes unnoticed', async () => {
  server.faults.failNext({ path: '/pulls/', status: 503, times: 2 })

  expect(await asToken.getPull(repo, number)).toMatchObject({ number })
})

async function textOf(log: JobLog): Promise<string> {
  let text = ''
  if (log.kind === 'log') for await (const chunk of log.stream) text += chunk.toString()
  return text
}

test.each(modes)(
  '%s reads what a person wrote and may do, and nods once',
  async (_mode, github) => {
    const { id } = server.comment(repo, number, '/millwright retry', 'ada')
    server.setAccess(repo, 'eve', 'none')

    const comment = await github.getComment(repo, id)
    await github.react(repo, id, '+1')
    await github.react(repo, id, '+1')

    expect(comment).toMatchObject({ author: 'ada', isByBot: false, isEdited: false })
    expect(await github.getComment(repo, 1)).toBeNull()
    expect(await github.permissionOf(repo, 'ada')).toBe('write')
    expect(await github.permissionOf(repo, 'stranger')).toBe('read')
    expect(await github.permissionOf(repo, 'eve')).toBe('none')
    const kept = server.comments(repo, number).find((one) => one.id === id)
    expect(kept?.reactions.map(({ content }) => content)).toEqual(['+1'])
    server.editComment(repo, id, '/millwright off')
    expect(await github.getComment(repo, id)).toMatchObject({ isEdited: true })
  },
)
