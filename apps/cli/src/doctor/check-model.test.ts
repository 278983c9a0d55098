import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { modelCheck } from './check-model.ts'
import { find } from './machine.fixture.ts'

const error = (type: string) => ({ type: 'error', error: { type, message: 'no' } })
const known = { id: 'm-1', type: 'model', display_name: 'M', created_at: '2026-01-01T00:00:00Z' }
const prices = '{ m-1: { input: 3, output: 15, cache_read: 0, cache_write: 0 } }'

test.each<[string, number, object, boolean, RegExp]>([
  ['a model that is there', 200, known, true, /m-1 at .* answers to the key; 3 USD in, 15 USD out/],
  ['a key that is refused', 401, error('authentication_error'), false, /m-1 at .*401/],
  ['a model that is not', 404, error('not_found_error'), false, /m-1 at .* is not known there/],
  ['a server without a list', 404, { detail: 'Not Found' }, true, /the key is untried/],
])('%s is told apart, for free', async (_what, status, body, ok, detail) => {
  const { url, asked } = await provider(status, body)

  const found = await find(modelCheck, yaml(url), { ANTHROPIC_API_KEY: 'key-of-the-model' })

  expect(found).toMatchObject({ ok, detail: expect.stringMatching(detail) })
  expect(asked).toEqual(['GET /v1/models/m-1 key-of-the-model'])
})

test('a model without a price is told of, and one without a provider is wrong', async () => {
  const { url } = await provider(200, known)
  const env = { ANTHROPIC_API_KEY: 'key-of-the-model' }

  const free = await find(modelCheck, yaml(url).replace('m-1: {', 'm-2: {'), env)
  const away = await find(modelCheck, yaml('http://127.0.0.1:9'), env)

  expect(free).toMatchObject({ ok: true, detail: expect.stringContaining('price is unknown') })
  expect(away).toMatchObject({ ok: false, fix: expect.stringContaining('model.base_url') })
  expect(JSON.stringify(away)).not.toContain('key-of-the-model')
})

const yaml = (url: string) => `model: { base_url: "${url}", name: m-1, prices: ${prices} }\n`

/** A provider that gives one answer, and remembers what it was asked with which key. */
async function provider(status: number, body: object) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers['x-api-key']}`)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, asked }
}
