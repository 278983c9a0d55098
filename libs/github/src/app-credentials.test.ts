import { generateKeyPairSync } from 'node:crypto'
import { logSink } from '@millwright/testing'
import { afterEach, expect, test, vi } from 'vitest'
import { createGitHub } from './create-github.ts'
import { type Answer, startTestServer } from './test-server.fixture.ts'

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
})
const expires_at = '2099-01-01T00:00:00Z'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

async function start(
  answers: Record<string, Answer> = {},
  isRevoked: (authorization: string | undefined) => boolean = () => false,
) {
  const secrets: string[] = []
  const server = await startTestServer(({ line, authorization }) => {
    if (isRevoked(authorization)) return { status: 401 }
    if (answers[line] !== undefined) return answers[line]
    const minted = server.asked.filter((asked) => asked.line.endsWith('/access_tokens')).length
    if (line.endsWith('/installation')) return { body: { id: 42 } }
    if (line.endsWith('/access_tokens')) return { body: { token: `ghs_${minted}`, expires_at } }
    if (line === 'GET /app') return { body: { slug: 'mill' } }
    return { body: { default_branch: 'main' } }
  })
  const github = createGitHub({
    apiUrl: server.url,
    gitUrl: '',
    auth: { kind: 'app', appId: 9, privateKey },
    logger: logSink().logger,
    retryBaseMs: 1,
    onSecret: (secret) => secrets.push(secret),
  })
  const lines = () => server.asked.map(({ line }) => line)
  return { github, server, lines, secrets }
}

const INSTALLATION = 'GET /repos/acme/web/installation'
const TOKENS = 'POST /app/installations/42/access_tokens'

test("an app works with its installation's token and asks for it once", async () => {
  const { github, server, lines } = await start()

  await github.defaultBranch('acme/web')
  await github.defaultBranch('acme/web')

  const ask = 'GET /repos/acme/web'
  expect(lines()).toEqual([INSTALLATION, TOKENS, ask, ask])
  expect(server.asked[0]?.authorization).toMatch(/^bearer eyJ/)
  expect(server.asked[2]?.authorization).toBe('token ghs_1')
})

test('an app comments under its slug', async () => {
  const { github } = await start()

  expect(await github.whoAmI()).toMatchObject({ login: 'mill[bot]', mode: 'app' })
})

test('each clone token is new, reads one repository, and is told as a secret first', async () => {
  const { github, server, secrets } = await start()

  const tokens = [await github.cloneToken('acme/web'), await github.cloneToken('acme/web')]

  expect(tokens).toEqual(['ghs_1', 'ghs_2'])
  expect(secrets).toEqual(['ghs_1', 'ghs_2'])
  const asked = server.asked.filter(({ line }) => line === TOKENS)
  expect(asked.map(({ body }) => body)).toEqual([
    { repositories: ['web'], permissions: { contents: 'read' } },
    { repositories: ['web'], permissions: { contents: 'read' } },
  ])
})

test('a push token may write contents and nothing else', async () => {
  const { github, server } = await start()

  await github.pushToken('acme/web')

  expect(server.asked.at(-1)?.body).toEqual({
    repositories: ['web'],
    permissions: { contents: 'write' },
  })
})

test('a repository without the app is an access problem that names the repository', async () => {
  const { github } = await start({ [INSTALLATION]: { status: 404 } })

  const failure = github.cloneToken('acme/web')

  await expect(failure).rejects.toMatchObject({ code: 'MW_GITHUB_NOT_FOUND' })
  await expect(failure).rejects.toThrow('acme/web')
})

test('an installation that was made anew is looked up again', async () => {
  const { github, lines } = await start({ [TOKENS]: { status: 404 } })

  await github.defaultBranch('acme/web').catch(() => undefined)
  await github.defaultBranch('acme/web').catch(() => undefined)

  expect(lines().filter((line) => line === INSTALLATION)).toHaveLength(2)
})

test('a token that GitHub takes no longer is replaced, and the call made again', async () => {
  let revoked: string | null = null
  const { github, lines } = await start({}, (token) => token === revoked)
  await github.defaultBranch('acme/web')
  revoked = 'token ghs_1'
  // One that is younger than five seconds may be unknown to some of GitHub's servers yet.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 })

  expect(await github.defaultBranch('acme/web')).toBe('main')

  const ask = 'GET /repos/acme/web'
  expect(lines()).toEqual([INSTALLATION, TOKENS, ask, ask, TOKENS, ask])
})

test('a push token is used for most of its hour, and no longer once a push has failed', async () => {
  const { github, secrets } = await start()

  const tokens = [await github.pushToken('acme/web'), await github.pushToken('acme/web')]
  github.dropPushToken('acme/web')
  tokens.push(await github.pushToken('acme/web'))
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 51 * 60_000)
  tokens.push(await github.pushToken('acme/web'))

  expect(tokens).toEqual(['ghs_1', 'ghs_1', 'ghs_2', 'ghs_3'])
  expect(secrets).toEqual(['ghs_1', 'ghs_2', 'ghs_3'])
})
