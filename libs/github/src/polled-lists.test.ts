import { logSink, startFakeGitHub, temporaryDirectory } from '@millwright/testing'
import { afterAll, expect, test } from 'vitest'
import { createGitHub } from './create-github.ts'
import { PAGES_MAX, PageCache } from './page-cache.ts'

const server = await startFakeGitHub({
  dir: await temporaryDirectory(),
  webhook: { url: null, secret: 's' },
  tokens: { writer: { login: 'mill' } },
  ci: false,
  rateLimit: 10,
})
afterAll(() => server.close())

const repo = 'acme/web'
await server.createRepository({ name: repo, files: { 'a.txt': 'a\n' } })
const record = () =>
  server.recordRun({ repo, branch: 'main', jobs: [{ name: 'a', log: '', conclusion: 'failure' }] })
const { apiUrl, gitUrl } = server
const auth = { kind: 'token', token: 'writer' } as const
const github = createGitHub({ apiUrl, gitUrl, auth, logger: logSink().logger, retryBaseMs: 1 })

test('a list that has not changed is known without a call that counts', async () => {
  const list = () => github.listRuns(repo, { status: 'failure', limit: 50 })
  await record()
  const before = github.callsLeft(repo)

  const first = await list()
  const left = github.callsLeft(repo)
  const again = await list()
  const leftAgain = github.callsLeft(repo)
  await record()
  const changed = await list()

  expect([before, left, leftAgain]).toEqual([null, 0.9, 0.9])
  expect(again).toEqual(first)
  expect([first.length, changed.length]).toEqual([1, 2])
  expect(server.requests().map(({ status }) => status)).toEqual([200, 304, 200])
})

test('a branch is asked about again without a call that counts, and a change of it is seen', async () => {
  const asked = server.requests().length

  const before = [await github.isProtected(repo, 'main'), await github.isProtected(repo, 'main')]
  server.protectBranch(repo, 'main')
  const after = await github.isProtected(repo, 'main')
  const missing = await github.isProtected(repo, 'gone')

  expect([...before, after, missing]).toEqual([false, false, true, false])
  const statuses = server.requests().map(({ status }) => status)
  expect(statuses.slice(asked)).toEqual([200, 304, 200, 404])
})

test('of more pages than are remembered the one not asked for longest is forgotten', () => {
  const cache = new PageCache<number>()
  const page = { etag: 'e', items: [1], link: undefined }
  for (let n = 0; n < PAGES_MAX; n += 1) cache.set(`${n}`, page)
  cache.get('0')

  cache.set('new', page)

  expect(cache.get('0')).toEqual(page)
  expect(cache.get('1')).toBeUndefined()
})
