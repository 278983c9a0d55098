import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runMillwright } from './run-millwright.fixture.ts'
import { statusApi } from './status-api.fixture.ts'

/** Takes every connection and never says a word: Redis, GitHub, the model and status at once. */
const silent = createServer(() => undefined)
let port = 0
beforeAll(async () => {
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => void silent.close())

const env = () => ({
  REDIS_URL: `redis://127.0.0.1:${port}/10`,
  GITHUB_TOKEN: 'ghp_0123456789012345678901234567890123456',
  ANTHROPIC_API_KEY: 'sk-ant-0123456789',
  MILLWRIGHT_STATUS_PORT: String(port),
})

async function run(...args: string[]) {
  const cwd = await temporaryDirectory()
  const url = `http://127.0.0.1:${port}`
  const yaml = `github: { api_url: "${url}" }\nmodel: { base_url: "${url}" }\n`
  writeFileSync(join(cwd, 'millwright.yaml'), yaml)
  return runMillwright(args, { cwd, env: env() })
}

test('doctor gives up on every server that never answers, and says which', async () => {
  const { code, stdout } = await run('doctor', '--json')

  const { checks } = JSON.parse(stdout)
  const said = (name: string) => checks.find((each: { name: string }) => each.name === name)
  expect(code).toBe(3)
  expect(said('Redis')).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/no answer|timed out/i),
  })
  expect(said('GitHub')).toMatchObject({ ok: false })
  expect(said('model')).toMatchObject({ ok: false })
  expect(said('clock').detail).toContain('not looked at')
  expect(said('audit log').detail).toContain('not looked at')
})

test('a command gives up on a status service that never answers, and says what to do', async () => {
  const { code, stderr } = await run('status')

  expect([code, stderr]).toEqual([1, expect.stringContaining('nothing answers at')])
})

test('a service that is followed and stays away is given up after sixty questions', async () => {
  const api = await statusApi(503, { error: 'MW_REDIS_AWAY', message: 'Redis is away' })

  const { code, stderr } = await runMillwright(['tasks', 'logs', 't', '-f'], { env: api.env })

  expect([code, stderr]).toEqual([1, expect.stringContaining('Redis is away')])
  expect(api.asked).toHaveLength(61)
}, 120_000)
