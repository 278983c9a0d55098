import { logSink } from '@millwright/testing'
import { expect, test } from 'vitest'
import { createGitHub } from './create-github.ts'
import { startTestServer } from './test-server.fixture.ts'

test('a GitHub Enterprise Server is asked below its path', async () => {
  const server = await startTestServer(() => ({ body: { default_branch: 'main' } }))
  const github = createGitHub({
    apiUrl: `${server.url}/api/v3/`,
    gitUrl: 'https://ghe.example.test',
    auth: { kind: 'token', token: 'the-token' },
    logger: logSink().logger,
  })

  expect(await github.defaultBranch('acme/web')).toBe('main')

  expect(server.asked[0]?.line).toBe('GET /api/v3/repos/acme/web')
  expect(github.cloneUrl('acme/web')).toBe('https://ghe.example.test/acme/web.git')
})
