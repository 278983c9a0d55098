import { logSink } from '@millwright/testing'
import { expect, test } from 'vitest'
import { createGitHub } from './create-github.ts'
import { type Answer, startTestServer } from './test-server.fixture.ts'

const limited = { status: 429, headers: { 'retry-after': '300' }, body: { message: 'slow down' } }

test.each([
  ['fails', { status: 503, body: { message: 'down' } }, true],
  ['asks for patience', limited, true],
  ['refuses', { status: 422, body: { message: 'no' } }, false],
  ['knows nothing', { status: 404, body: { message: 'Not Found' } }, false],
])('a GitHub that %s is away until it answers, or is not', async (_what, bad: Answer, isAway) => {
  let answer = bad
  const server = await startTestServer(() => answer)
  const github = createGitHub({
    ...{ apiUrl: server.url, gitUrl: '', auth: { kind: 'token', token: 'a-token-of-some-length' } },
    ...{ logger: logSink().logger, retryBaseMs: 1 },
  })

  const before = github.awaySince()
  await github.defaultBranch('acme/web').catch(() => null)
  const first = github.awaySince()
  await github.defaultBranch('acme/web').catch(() => null)
  const second = github.awaySince()
  answer = { body: { default_branch: 'main' } }
  await github.defaultBranch('acme/web')

  expect([before, github.awaySince()]).toEqual([null, null])
  expect(first === null).toBe(!isAway)
  expect(second).toBe(first)
})
