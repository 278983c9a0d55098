import { Octokit } from '@octokit/rest'
import { verify } from '@octokit/webhooks-methods'
import { afterAll, expect, test } from 'vitest'
import { startWebhookReceiver } from '../start-webhook-receiver.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { waitFor } from '../wait-for.ts'
import { startFakeGitHub } from './start-fake-github.ts'

const secret = 'shared secret'
const receiver = await startWebhookReceiver()
const github = await startFakeGitHub({
  dir: await temporaryDirectory(),
  webhook: { url: receiver.url, secret },
  tokens: { t: {} },
})
afterAll(async () => {
  await github.close()
  await receiver.close()
})
const once = `name: CI
on: pull_request
jobs:
  first:
    runs-on: ubuntu-latest
    steps:
      - run: echo fine
  second:
    runs-on: ubuntu-latest
    needs: first
    steps:
      - run: exit 1
`
await github.createRepository({
  name: 'acme/web',
  files: { '.github/workflows/ci.yml': once },
})

test('a pull request tells its whole story in signed events', async () => {
  const pull = await github.openPullRequest({
    repo: 'acme/web',
    branch: 'feat/x',
    title: 'Change',
    files: { a: '1' },
  })
  await runsCompleted(1)
  await github.pushCommit({
    repo: 'acme/web',
    branch: 'feat/x',
    files: { a: '2' },
    message: 'More',
  })
  await runsCompleted(2)
  await github.closePullRequest('acme/web', pull.number)
  await event('pull_request', 'closed')

  const story = receiver.received().map(({ headers, body }) => {
    const { action } = JSON.parse(body)
    return action === undefined
      ? headers['x-github-event']
      : `${headers['x-github-event']} ${action}`
  })
  const expected = [
    'push',
    'push',
    'push',
    'pull_request opened',
    'pull_request synchronize',
    'pull_request closed',
    ...['requested', 'in_progress', 'completed'].flatMap((a) => Array(2).fill(`workflow_run ${a}`)),
    ...Array(4).fill('workflow_job completed'),
  ]
  expect(story.toSorted()).toEqual(expected.toSorted())
  for (const { headers, body } of receiver.received()) {
    expect(await verify(secret, body, String(headers['x-hub-signature-256']))).toBe(true)
    expect(headers['x-github-delivery']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
    expect(headers['user-agent']).toMatch(/^GitHub-Hookshot\//)
  }
})

test('an event names who caused it, not whose pull request it is', async () => {
  const author = { name: 'Grace', email: 'grace@example.test' }
  const files = { a: '2.5' }
  const sha = await github.pushCommit({
    repo: 'acme/web',
    branch: 'main',
    files,
    message: 'M',
    author,
  })
  const pull = await github.openPullRequest({
    repo: 'acme/web',
    branch: 'g',
    title: 'G',
    files: { b: '' },
  })
  const wish = { repo: 'acme/web', branch: 'g', files: { b: '1' }, message: 'By another', author }
  const after = await github.pushCommit(wish)

  const { body } = await event('pull_request', 'synchronize', after)

  expect(JSON.parse(body)).toMatchObject({
    sender: { login: 'grace' },
    before: pull.sha,
    after,
    pull_request: { user: { login: 'ada' }, head: { sha: after }, base: { sha } },
  })
})

test('a completed run names its commit, its pull request and its attempt', async () => {
  const { body } = await event('workflow_run', 'completed')

  expect(JSON.parse(body)).toMatchObject({
    workflow_run: {
      conclusion: 'failure',
      run_attempt: 1,
      head_branch: 'feat/x',
      event: 'pull_request',
      pull_requests: [{ number: 1 }],
      repository: { full_name: 'acme/web' },
    },
    repository: { full_name: 'acme/web' },
    sender: { login: 'ada' },
  })
})

test('a rerun of failed jobs is a new attempt of the same run', async () => {
  const [run] = github.runs('acme/web')
  const octokit = new Octokit({ baseUrl: github.apiUrl, auth: 't' })
  const run_id = run?.id ?? 0

  await octokit.rest.actions.reRunWorkflowFailedJobs({ owner: 'acme', repo: 'web', run_id })
  await waitFor(() => run?.attempts[1]?.status === 'completed', { what: 'the second attempt' })

  const ids = run?.attempts.map((attempt) => attempt.jobs.map((job) => job.id))
  expect(new Set(ids?.flat()).size).toBe(4)
  expect(run?.attempts[1]?.jobs.map((job) => job.conclusion)).toEqual(['success', 'failure'])
})

test('a failed delivery stays failed until it is asked for again, under the same GUID', async () => {
  receiver.answerWith(500)
  const delivery = github.sendWebhook('ping', { zen: 'Keep it logically awesome.' })
  await waitFor(() => delivery.status, { what: 'the answer 500' })
  receiver.answerWith(204)

  const before = github.deliveries().find(({ guid }) => guid === delivery.guid)?.status
  await github.redeliver(delivery.guid)

  expect(before).toBe(500)
  expect(delivery).toMatchObject({ status: 204, tries: 2 })
  const same = receiver.received().filter((r) => r.headers['x-github-delivery'] === delivery.guid)
  expect(same).toHaveLength(2)
  expect(same[0]?.body).toBe(same[1]?.body)
})

test('with nobody listening the delivery is listed as unanswered', async () => {
  github.setWebhookUrl('http://127.0.0.1:9/')
  const delivery = github.sendWebhook('ping', {})

  await waitFor(() => delivery.tries === 1, { what: 'the try' })

  expect(delivery.status).toBe(null)
})

test('a pull request from a fork has another head repository and no branch here', async () => {
  github.setWebhookUrl(receiver.url)
  const pull = await github.openPullRequest({
    repo: 'acme/web',
    branch: 'patch-1',
    title: 'From outside',
    files: { a: '3' },
    fork: 'stranger',
  })

  const { body } = await event('workflow_run', 'completed', pull.sha)
  expect(JSON.parse(body)).toMatchObject({
    workflow_run: { pull_requests: [], head_repository: { full_name: 'stranger/web', fork: true } },
  })
  expect(await github.head('acme/web', 'patch-1')).toBe(null)
})

function runsCompleted(count: number) {
  const isDone = () =>
    github.runs('acme/web').filter((run) => run.attempts[0]?.status === 'completed').length >= count
  return waitFor(isDone, { what: `${count} finished runs` })
}

function event(name: string, action: string, text = '') {
  return waitFor(
    () =>
      receiver
        .received()
        .find(
          ({ headers, body }) =>
            headers['x-github-event'] === name &&
            JSON.parse(body).action === action &&
            body.includes(text),
        ),
    { what: `${name} ${action}` },
  )
}
