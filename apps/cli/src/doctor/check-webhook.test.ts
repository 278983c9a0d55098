import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { webhookCheck } from './check-webhook.ts'
import { find } from './machine.fixture.ts'

const env = { MILLWRIGHT_GITHUB_TOKEN: 'the-token', MILLWRIGHT_WEBHOOK_SECRET: 'the-secret' }

test.each([
  ['was taken', 202, true, 'was answered with 202'],
  ['was refused', 401, false, 'was answered with 401; until then GitHub is asked every 60 s'],
  ['found a proxy without us behind it', 502, false, 'was answered with 502'],
  ['found nobody', 0, false, 'reached nobody'],
])('a last delivery that %s is judged by GitHub’s word', async (_what, status, ok, says) => {
  const url = await hooks([delivery(1, 200), delivery(2, status)])

  const found = await find(webhookCheck, yaml(url), env)

  expect(found).toMatchObject({ ok, detail: expect.stringContaining(says) })
})

test('without deliveries, without a secret and without GitHub there is nothing to judge', async () => {
  const { MILLWRIGHT_GITHUB_TOKEN } = env
  const found = await Promise.all([
    find(webhookCheck, yaml(await hooks([])), env),
    find(webhookCheck, yaml('http://127.0.0.1:9'), { MILLWRIGHT_GITHUB_TOKEN }),
    find(webhookCheck, yaml('http://127.0.0.1:9'), { MILLWRIGHT_WEBHOOK_SECRET: 'the-secret' }),
  ])

  expect(found.map(({ ok, detail }) => [ok, detail])).toEqual([
    [true, 'GitHub has delivered nothing in three days; GitHub is asked every 60 s'],
    [true, 'no webhook secret: GitHub is asked every 60 s'],
    [true, 'not looked at: there is no credential'],
  ])
})

const yaml = (url: string) => `github: { api_url: "${url}" }\nrepositories: { acme/web: {} }\n`

function delivery(id: number, status_code: number) {
  const delivered_at = new Date(Date.now() - 60_000 + id * 1_000).toISOString()
  return { id, guid: `g${id}`, delivered_at, event: 'push', action: null, status_code }
}

/** GitHub as far as one repository's hook goes. */
async function hooks(deliveries: object[]): Promise<string> {
  const server = createServer(({ url }, response) => {
    const body = url?.includes('/deliveries') ? deliveries : [{ id: 1, active: true }]
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}
