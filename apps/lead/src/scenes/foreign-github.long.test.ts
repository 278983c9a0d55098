import { renderAnswer, upsertComment } from '@millwright/delivery'
import { createGitHub, type GitHub, parseEvent, verifySignature } from '@millwright/github'
import { createRedactor } from '@millwright/logger'
import { freePort, logSink, startWebhookReceiver, waitFor } from '@millwright/testing'
import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

// A GitHub that nobody here wrote, so that no path is proven by our own stand-in alone. It has no
// Actions and no git server, and names its commits by itself: the delivery of a commit is tested
// against real repositories elsewhere.
const repo = 'ada/web'
const secret = 'a webhook secret'
const permissions = {
  ...{ actions: 'write', checks: 'write', contents: 'write', issues: 'write' },
  ...{ metadata: 'read', pull_requests: 'write', statuses: 'write', administration: 'read' },
}
const Named = z.object({ sha: z.string() })
const Checks = z.object({
  check_runs: z.array(
    z.object({ name: z.string(), status: z.string(), conclusion: z.string().nullable() }),
  ),
})
const Said = z.looseObject({ issue: z.looseObject({}) })
const Opened = z.looseObject({ action: z.literal('opened') })
const Reference = z.object({ object: Named })

let server: Emulator
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>
let token: GitHub
let app: GitHub
let head = ''
beforeAll(async () => {
  const appSeed = { app_id: 9, slug: 'millwright', name: 'Millwright' }
  server = await createEmulator({
    service: 'github',
    port: await freePort(),
    seed: {
      tokens: { 'of-ada': { login: 'ada' }, 'of-mill': { login: 'mill' } },
      github: {
        users: [{ login: 'ada' }, { login: 'mill' }],
        repos: [{ owner: 'ada', name: 'web', auto_init: true }],
        apps: [
          { ...appSeed, permissions, installations: [{ installation_id: 100, account: 'ada' }] },
        ],
      },
    },
  })
  receiver = await startWebhookReceiver()
  const hook = { url: receiver.url, content_type: 'json', secret }
  await asAda('POST', '/hooks', { name: 'web', active: true, events: ['*'], config: hook })
  head = await pushAs('feat/x')
  await asAda('POST', '/pulls', { title: 'A change', head: 'feat/x', base: 'main' })
  const privateKey = server.generatedSecrets[0]?.value ?? ''
  token = adapter({ kind: 'token', token: 'of-mill' })
  app = adapter({ kind: 'app', appId: 9, privateKey })
})
afterAll(async () => {
  await server.close()
  await receiver.close()
})

test('a pull request is found by its branch, with the head that the branch has', async () => {
  const pull = await token.findPull(repo, 'feat/x')

  expect(pull).toMatchObject({ number: 1, state: 'open', headSha: head, baseBranch: 'main' })
  expect(await token.getPull(repo, 1)).toEqual(pull)
  expect(await token.branchHead(repo, 'feat/x')).toBe(head)
  expect(await token.branchHead(repo, 'feat/none')).toBeNull()
  expect(await token.defaultBranch(repo)).toBe('main')
})

test('the comment of a pull request is made once and then brought up to date', async () => {
  const say = (line: string) =>
    renderAnswer({ command: 'explain', actor: 'ada', lines: [line], redact: createRedactor([]) })

  const memory = { read: async () => null, write: async () => undefined, begin: async () => false }
  const upsert = (body: string) => upsertComment({ github: token, memory, repo, pr: 1, body })

  const made = await upsert(say('first'))
  const changed = await upsert(say('second'))

  const comments = await token.listComments(repo, 1)
  expect(changed).toBe(made)
  expect(comments.map(({ commentId, author }) => [commentId, author])).toEqual([[made, 'mill']])
  expect(comments[0]?.body).toContain('second')
})

test('an App shows a check at a commit, and the same one again with its end', async () => {
  const check = {
    ...{ name: 'Millwright', externalId: 'task-1', sha: head, title: 'At work', summary: 'soon' },
    annotations: [{ path: 'a.txt', line: 1, message: 'here' }],
  }

  const shown = [
    await app.showCheck(repo, { ...check, conclusion: null }),
    await app.showCheck(repo, { ...check, conclusion: 'success', title: 'Done' }),
  ]

  const answer = Checks.parse(await asAda('GET', `/commits/${head}/check-runs`))
  expect(shown).toEqual([expect.any(Number), shown[0]])
  expect(answer.check_runs).toEqual([
    { name: 'Millwright', status: 'completed', conclusion: 'success' },
  ])
})

test('what people do is told by webhooks that we accept and understand', async () => {
  const comment = await asAda('POST', '/issues/1/comments', { body: '/millwright budget' })
  const moved = await pushAs('feat/y')
  const { id } = z.object({ id: z.number() }).parse(comment)
  const told = (event: string, part: string) =>
    waitFor(
      () =>
        receiver
          .received()
          .find(({ headers, body }) => headers['x-github-event'] === event && body.includes(part)),
      { what: `a webhook of ${event}` },
    )

  const said = await told('issue_comment', '/millwright budget')
  const pushed = await told('push', moved)
  const opened = await told('pull_request', 'opened')

  for (const { body, headers } of [said, pushed, opened]) {
    const signature = String(headers['x-hub-signature-256'])
    expect(verifySignature({ secrets: [secret], body, signature })).toBe(true)
    expect(verifySignature({ secrets: ['another'], body, signature })).toBe(false)
  }
  // It leaves out what GitHub sends: here `issue.pull_request`, of a pull request its `number`.
  const event = Said.parse(JSON.parse(said.body))
  const onPull = { ...event, issue: { ...event.issue, pull_request: {} } }
  expect(parseEvent('issue_comment', event)).toMatchObject({ kind: 'ignored' })
  expect(parseEvent('issue_comment', onPull)).toEqual({
    ...{ kind: 'command', repo, pr: 1, commentId: id },
  })
  const pull = { ...Opened.parse(JSON.parse(opened.body)), number: 1 }
  expect(parseEvent('pull_request', pull)).toMatchObject({
    ...{ kind: 'head_moved', repo, pr: 1, branch: 'feat/x', sha: head },
  })
  expect(parseEvent('push', JSON.parse(pushed.body))).toMatchObject({
    ...{ kind: 'head_moved', repo, branch: 'feat/y', sha: moved },
  })
})

function adapter(auth: Parameters<typeof createGitHub>[0]['auth']): GitHub {
  const own = { apiUrl: server.url, gitUrl: server.url, logger: logSink().logger }
  return createGitHub({ ...own, auth, retryBaseMs: 1, writePauseMs: 0 })
}

/** A commit of one file on top of the default branch, as a person makes it. */
async function pushAs(branch: string): Promise<string> {
  const base = Reference.parse(await asAda('GET', '/git/ref/heads/main')).object.sha
  await asAda('POST', '/git/refs', { ref: `refs/heads/${branch}`, sha: base })
  const blob = Named.parse(await asAda('POST', '/git/blobs', { content: branch }))
  const file = { path: 'a.txt', mode: '100644', type: 'blob', sha: blob.sha }
  const tree = Named.parse(await asAda('POST', '/git/trees', { tree: [file] }))
  const wish = { message: 'A', tree: tree.sha, parents: [base] }
  const { sha } = Named.parse(await asAda('POST', '/git/commits', wish))
  await asAda('PATCH', `/git/refs/heads/${branch}`, { sha })
  return sha
}

async function asAda(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${server.url}/repos/${repo}${path}`, {
    method,
    headers: { authorization: 'Bearer of-ada', 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
