import { logSink } from '@millwright/testing'
import { afterEach, expect, test, vi } from 'vitest'
import { createGitHub } from './create-github.ts'
import { startTestServer } from './test-server.fixture.ts'

const HOUR_MS = 3_600_000

afterEach(() => {
  vi.useRealTimers()
})

test('a clock that is set back holds up neither reads nor writes', async () => {
  const server = await startTestServer(() => ({ status: 201, body: comment }))
  const github = createGitHub({
    apiUrl: server.url,
    gitUrl: 'https://git.example.test',
    auth: { kind: 'token', token: 'the-token' },
    logger: logSink().logger,
    writePauseMs: 1,
  })
  const work = async () => {
    await github.getComment('acme/web', 9)
    await github.createComment('acme/web', 7, 'hi')
  }
  await work()

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - HOUR_MS })
  await work()

  expect(server.asked).toHaveLength(4)
})

const comment = {
  ...{ id: 9, body: 'hi', html_url: 'https://x/9', user: { login: 'ada', type: 'User' } },
  ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' },
  issue_url: 'https://x/issues/7',
}
