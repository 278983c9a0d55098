import { generateKeyPairSync } from 'node:crypto'
import { createAppAuth } from '@octokit/auth-app'
import { z } from 'zod'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { waitFor } from '../../wait-for.ts'
import { type FakeGitHub, startFakeGitHub } from '../start-fake-github.ts'
import { INSTALLATION_ID } from '../world.ts'

export interface BusyGitHub {
  readonly github: FakeGitHub
  /** The App's JWT; null where there is no App. */
  readonly jwt: string | null
  /** The number of the finished run whose `test` is red and can be run again. */
  readonly run: number
  readonly job: number
  readonly comment: number
  readonly sha: string
  /** May do whatever the App may; null where there is no App. */
  readonly installation: string | null
  /** A check run that the App made; null where there is no App. */
  readonly check: number | null
}

const workflow = `name: CI
on: [push, pull_request]
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: echo fine
  test:
    runs-on: ubuntu-latest
    needs: lint
    steps:
      - run: exit 1
`
const repo = 'acme/web'
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

/** A GitHub on which something of every kind has happened: nobody listens to its webhook. */
export async function startBusyGitHub(hasApp: boolean): Promise<BusyGitHub> {
  const github = await startFakeGitHub({
    dir: await temporaryDirectory(),
    webhook: { url: null, secret: 's' },
    tokens: { writer: {}, reader: { login: 'eve', permissions: { metadata: 'read' } } },
    ...(hasApp && { app: { appId: 77, publicKeyPem: publicKey } }),
  })
  await github.createRepository({
    name: repo,
    files: { '.github/workflows/ci.yml': workflow, '.github/workflows/bad.yml': 'jobs: [' },
  })
  const wish = { repo, title: 'A change', files: { 'a.txt': 'two\n' } }
  const first = await github.openPullRequest({ ...wish, branch: 'feat/x', body: 'Why' })
  const forked = await github.openPullRequest({ ...wish, branch: 'y', fork: 'eve', draft: true })
  const more = { repo, branch: 'feat/x', files: { 'b.txt': 'b\n' }, message: 'More' }
  const sha = await github.pushCommit(more)
  await github.closePullRequest(repo, forked.number)
  github.protectBranch(repo, 'main')
  const comment = github.comment(repo, first.number, 'First')
  github.editComment(repo, comment.id, 'Changed')
  await github.recordRun({
    repo,
    branch: 'main',
    jobs: [{ name: 'lost', conclusion: 'cancelled', log: null }],
  })
  const run = await waitFor(() => finishedRun(github, sha), { what: 'a red run of the head' })
  const job = run.attempts[0]?.jobs.find(({ name }) => name === 'test')
  if (job === undefined) throw new Error('the run has no job test')
  const auth = createAppAuth({ appId: 77, privateKey })
  const jwt = hasApp ? (await auth({ type: 'app' })).token : null
  const installation = jwt === null ? null : await installationToken(github, jwt)
  const check = installation === null ? null : await makeCheck(github, installation, sha)
  const made = { run: run.id, job: job.id, comment: comment.id, sha }
  return { github, jwt, installation, check, ...made }
}

async function installationToken({ apiUrl }: FakeGitHub, jwt: string): Promise<string> {
  const url = `${apiUrl}/app/installations/${INSTALLATION_ID}/access_tokens`
  const headers = { authorization: `Bearer ${jwt}` }
  const answer = await fetch(url, { method: 'POST', headers })
  return z.object({ token: z.string() }).parse(await answer.json()).token
}

async function makeCheck({ apiUrl }: FakeGitHub, token: string, head_sha: string): Promise<number> {
  const annotation = { path: 'a.txt', start_line: 1, end_line: 1, message: 'Here' }
  const annotations = [{ ...annotation, annotation_level: 'failure' }]
  const output = { title: 'A title', summary: 'Words', annotations }
  const headers = { authorization: `Bearer ${token}` }
  const body = JSON.stringify({ name: 'Mill', head_sha, output })
  const url = `${apiUrl}/repos/${repo}/check-runs`
  const answer = await fetch(url, { method: 'POST', headers, body })
  return z.object({ id: z.number() }).parse(await answer.json()).id
}

function finishedRun(github: FakeGitHub, sha: string) {
  const runs = github.runs(repo).filter((run) => run.attempts.at(-1)?.status === 'completed')
  return runs.find((run) => run.event === 'pull_request' && run.headCommit.sha === sha)
}
