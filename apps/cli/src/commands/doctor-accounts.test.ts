import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { startFakeGitHub, temporaryDirectory } from '@millwright/testing'
import { expect, onTestFinished, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'

type Check = { name: string; ok: boolean; detail: string; fix?: string }

/** What the doctor says of the accounts. */
async function examine(apiUrl: string, env: Record<string, string>) {
  const cwd = await temporaryDirectory()
  writeFileSync(join(cwd, 'millwright.yaml'), `github: { api_url: "${apiUrl}" }\n`)
  const { stdout } = await runMillwright(['doctor', '--json'], { cwd, env })
  const { checks }: { checks: Check[] } = JSON.parse(stdout)
  return (name: string) => checks.find((each) => each.name === name)
}

async function startGitHub(app: { appId: number; publicKeyPem: string } | null) {
  const github = await startFakeGitHub({
    ...{ dir: await temporaryDirectory(), ci: false, webhook: { url: null, secret: 'unused' } },
    ...{ tokens: { 'the-token': { login: 'mill' } }, ...(app ? { app } : {}) },
  })
  onTestFinished(() => github.close())
  return github
}

test('a token is asked for its budget, and the clock is compared', async () => {
  const github = await startGitHub(null)

  const check = await examine(github.apiUrl, { MILLWRIGHT_GITHUB_TOKEN: 'the-token' })

  expect(check('GitHub')).toMatchObject({ ok: true })
  expect(check('GitHub rights')).toMatchObject({
    ok: true,
    detail: expect.stringMatching(/fine-grained .*; \d+ of \d+ calls left$/),
  })
  expect(check('clock')?.detail).toMatch(/^\d s (behind|ahead of) GitHub’s$/)
})

test('an App is asked for its permissions', async () => {
  const pem = { type: 'spki', format: 'pem' } as const
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    ...{ modulusLength: 2048, publicKeyEncoding: pem },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const github = await startGitHub({ appId: 9, publicKeyPem: publicKey })

  const env = { MILLWRIGHT_GITHUB_PRIVATE_KEY: privateKey, MILLWRIGHT_GITHUB_APP_ID: '9' }
  const check = await examine(github.apiUrl, env)

  expect(check('GitHub rights')).toEqual({
    ...{ name: 'GitHub rights', ok: true, detail: 'enough and no more' },
  })
})

test('a token that may too much, and a clock that is wrong, are named with their fix', async () => {
  const server = createServer((request, response) => {
    const core = { remaining: 5000, limit: 5000 }
    const isBudget = request.url === '/rate_limit'
    response.setHeader('date', new Date(Date.now() + 3_600_000).toUTCString())
    response.setHeader('x-oauth-scopes', 'repo, admin:org')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(isBudget ? { resources: { core } } : { login: 'mill' }))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  const url = `http://127.0.0.1:${address.port}`
  const check = await examine(url, { MILLWRIGHT_GITHUB_TOKEN: 'the-token' })

  expect(check('GitHub rights')).toMatchObject({
    ...{ ok: false, detail: 'the credential has admin:org, which is not used' },
    fix: expect.stringContaining('README'),
  })
  expect(check('clock')).toMatchObject({
    ...{ ok: false, detail: expect.stringMatching(/^3[56]\d\d s behind GitHub’s$/) },
    fix: expect.stringContaining('set-ntp'),
  })
})
