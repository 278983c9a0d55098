import { generateKeyPairSync } from 'node:crypto'
import { logSink, startFakeGitHub, temporaryDirectory } from '@millwright/testing'
import { afterAll, expect, test } from 'vitest'
import type { Check } from './check.ts'
import { createGitHub } from './create-github.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const server = await startFakeGitHub({
  dir: await temporaryDirectory(),
  webhook: { url: null, secret: 's' },
  app: { appId: 9, publicKeyPem: publicKey },
  tokens: { writer: { login: 'mill' }, reader: { permissions: { contents: 'read' } } },
  ci: false,
})
afterAll(() => server.close())

const repo = 'acme/web'
const sha = await server.createRepository({ name: repo, files: { 'a.txt': 'a\n' } })
const { apiUrl, gitUrl } = server
const common = { apiUrl, gitUrl, logger: logSink().logger, retryBaseMs: 1 }
const asApp = createGitHub({ ...common, auth: { kind: 'app', appId: 9, privateKey } })
const asToken = createGitHub({ ...common, auth: { kind: 'token', token: 'writer' } })
const asReader = createGitHub({ ...common, auth: { kind: 'token', token: 'reader' } })

const check: Check = {
  ...{ sha, externalId: 'millwright.t1', name: 'Millwright: lint', conclusion: null },
  ...{ title: 'A worker is at it.', summary: 'words' },
  annotations: [{ path: 'a.txt', line: 1, message: 'here' }],
}
const done: Check = { ...check, conclusion: 'action_required', title: 'A person is needed.' }

test('an app shows one check run for one thing, however often it speaks of it', async () => {
  const other = { ...check, externalId: 'millwright.t2' }

  for (const one of [check, check, done, other]) {
    expect(await asApp.showCheck(repo, one)).toBeGreaterThan(0)
  }

  expect(server.checks(repo)).toMatchObject([
    { externalId: 'millwright.t1', status: 'completed', conclusion: 'action_required' },
    { externalId: 'millwright.t2', status: 'in_progress', conclusion: null },
  ])
  expect(server.checks(repo).map(({ annotations }) => annotations.length)).toEqual([1, 1])
})

test('a token shows commit statuses, and says nothing twice', async () => {
  for (const one of [check, check, done, done]) {
    expect(await asToken.showCheck(repo, one)).toBeGreaterThan(0)
  }

  expect(server.statuses(repo).map(({ state, description }) => [state, description])).toEqual([
    ['pending', 'A worker is at it.'],
    ['failure', 'A person is needed.'],
  ])
})

test('whoever may not show anything, and a commit nobody knows, is refused', async () => {
  const nowhere = { ...check, sha: 'f'.repeat(40) }

  expect(await asReader.showCheck(repo, check)).toBe('refused')
  expect(await asApp.showCheck(repo, nowhere)).toBe('refused')
  expect(await asToken.showCheck(repo, nowhere)).toBe('refused')
})

test('an outage is no refusal', async () => {
  server.faults.failNext({ path: '/statuses', status: 503, times: 20 })

  await expect(asToken.showCheck(repo, check)).rejects.toMatchObject({
    code: 'MW_GITHUB_DOWN',
  })
})

test('a check whose number is known, or that is new, is not looked for', async () => {
  const third = { ...check, externalId: 'millwright.t3' }
  const before = server.requests().length

  const id = await asApp.showCheck(repo, third, 'none')
  await asApp.showCheck(repo, { ...done, externalId: 'millwright.t3' }, id === 'refused' ? 0 : id)

  expect(server.checks(repo).at(-1)).toMatchObject({ id, status: 'completed' })
  const asked = server.requests().slice(before)
  expect(asked.map(({ method }) => method)).toEqual(['POST', 'PATCH'])
})
