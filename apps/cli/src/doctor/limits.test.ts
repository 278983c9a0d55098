import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { clockCheck } from './check-credential.ts'
import { judgeSpace } from './check-machine.ts'
import { find } from './machine.fixture.ts'

test('a thousand megabytes have to be free', () => {
  expect(judgeSpace('/data', 1_000)).toEqual({ ok: true, detail: '/data has 1000 MB free' })
  expect(judgeSpace('/data', 999)).toMatchObject({
    ok: false,
    fix: expect.stringContaining('free'),
  })
})

test.each([
  ['25 seconds', 25_000, true],
  ['40 seconds', 40_000, false],
])('a clock that is %s off is judged by half a minute', async (_, offMs, ok) => {
  const url = await githubAt(offMs)

  const found = await find(clockCheck, `github: { api_url: "${url}" }\n`, {
    MILLWRIGHT_GITHUB_TOKEN: 'the-token',
  })

  expect(found).toMatchObject({ ok, detail: expect.stringContaining('behind GitHub') })
})

/** GitHub as far as a token is asked who it is, with a clock of its own. */
async function githubAt(aheadMs: number): Promise<string> {
  const core = { remaining: 5_000, limit: 5_000 }
  const server = createServer(({ url }, response) => {
    response.setHeader('date', new Date(Date.now() + aheadMs).toUTCString())
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(url === '/rate_limit' ? { resources: { core } } : { login: 'm' }))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}
