import { afterAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.ts'
import { waitFor } from '../wait-for.ts'
import { startFakeGitHub } from './start-fake-github.ts'

const github = await startFakeGitHub({
  dir: await temporaryDirectory(),
  webhook: { url: null, secret: 's' },
  tokens: { 'ada-token': { login: 'ada' } },
  ci: false,
})
afterAll(() => github.close())

await github.createRepository({ name: 'acme/web', files: { 'a.txt': 'one\n' } })
const run = await github.recordRun({
  repo: 'acme/web',
  branch: 'main',
  jobs: [{ name: 'lint', conclusion: 'success', log: 'fine\n' }],
})
const jobId = run.attempts[0]?.jobs[0]?.id

test('an answer that has not changed is 304 and free', async () => {
  const url = `${github.apiUrl}/repos/acme/web`
  const authorization = 'Bearer ada-token'
  const before = await fetch(url, { headers: { authorization } })
  const etag = before.headers.get('etag') ?? ''

  const after = await fetch(url, { headers: { authorization, 'if-none-match': etag } })

  expect(after.status).toBe(304)
  const used = (answer: Response) => answer.headers.get('x-ratelimit-used')
  expect(used(after)).toBe(used(before))
})

test('faults hit the next requests that match, and only those', async () => {
  github.faults.failNext({ path: '/repos/acme/web', status: 502, times: 2 })
  github.faults.delayNext({ path: '/user', ms: 50 })
  github.faults.hideLogs(1)
  const started = performance.now()

  const statuses = [await statusOf('/repos/acme/web'), await statusOf('/repos/acme/web')]
  statuses.push(await statusOf('/repos/acme/web'), await statusOf('/user'))
  const logs = () => statusOf(`/repos/acme/web/actions/jobs/${jobId}/logs`)

  expect(statuses).toEqual([502, 502, 200, 200])
  expect(performance.now() - started).toBeGreaterThan(49)
  expect([await logs(), await logs()]).toEqual([404, 200])
})

test('a token that has used up its hour is refused until the hour is over', async () => {
  const poor = await startFakeGitHub({
    dir: await temporaryDirectory(),
    webhook: { url: null, secret: 's' },
    tokens: { t: {} },
    rateLimit: 2,
  })
  const ask = () => fetch(`${poor.apiUrl}/rate_limit`, { headers: { authorization: 'token t' } })

  const answers = [await ask(), await ask(), await ask()]
  await poor.close()

  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 403])
  const reset = Number(answers[2]?.headers.get('x-ratelimit-reset'))
  expect(reset).toBeGreaterThan(Date.now() / 1000 + 3_000)
})

test('every request is in the journal with the kind of its token, never the token', async () => {
  await statusOf('/rate_limit')

  const last = await waitFor(
    () => github.requests().findLast((entry) => entry.path === '/rate_limit'),
    { what: 'the entry' },
  )

  expect(last).toMatchObject({ method: 'GET', status: 200, token: 'personal' })
  expect(JSON.stringify(github.requests())).not.toContain('ada-token')
})

async function statusOf(path: string): Promise<number> {
  const headers = { authorization: 'token ada-token' }
  return (await fetch(`${github.apiUrl}${path}`, { headers })).status
}

test('a connection can be cut without an answer, and the next one is served', async () => {
  const url = `${github.apiUrl}/user`
  const headers = { authorization: 'Bearer ada-token' }
  github.faults.hangUpNext({ path: '/user' })

  await expect(fetch(url, { headers })).rejects.toThrow('fetch failed')

  expect((await fetch(url, { headers })).status).toBe(200)
})

test('a branch that is made anew is a forced push', async () => {
  const about = { repo: 'acme/web', branch: 'feat/x', files: { 'a.txt': 'two\n' }, message: 'x' }
  await github.pushCommit(about)

  const sha = await github.pushCommit({ ...about, files: { 'a.txt': 'three\n' }, force: true })

  expect(github.refUpdates('acme/web').at(-1)).toMatchObject({ new: sha, forced: true })
})
