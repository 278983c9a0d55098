import { createHmac, randomUUID } from 'node:crypto'
import { openQueues, type Queues } from '@millwright/queue'
import { logSink, startTestRedis, type TestRedis } from '@millwright/testing'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createWebhookServer } from './webhook-server.ts'

const secret = 'a webhook secret'
const bodyBytesMax = 10_000
const { logger } = logSink()
let redis: TestRedis
let queues: Queues
let server: FastifyInstance

beforeAll(async () => {
  redis = await startTestRedis()
})
beforeEach(() => {
  queues = openQueues({ url: redis.url, logger })
  server = createWebhookServer({
    secrets: [secret, 'the previous one'],
    bodyBytesMax,
    queues,
    logger,
    answerMsMax: 500,
  })
})
afterEach(async () => {
  await server.close()
  await queues.close()
})
afterAll(() => redis.stop())

const push = {
  ref: 'refs/heads/feat/x',
  before: 'a'.repeat(40),
  after: 'b'.repeat(40),
  deleted: false,
  repository: { full_name: 'acme/web' },
}

test('a signed event is stored once, however often it is delivered', async () => {
  const before = await stored()
  const guid = randomUUID()

  const answers = [await send({ guid }), await send({ guid }), await send({ guid })]

  expect(answers.map((a) => a.statusCode)).toEqual([202, 202, 202])
  expect(await stored()).toBe(before + 1)
})

test('an event signed with the previous secret is stored while secrets are rotated', async () => {
  const before = await stored()

  const answer = await send({ key: 'the previous one' })

  expect(answer.statusCode).toBe(202)
  expect(await stored()).toBe(before + 1)
})

const refused: [string, Parameters<typeof send>[0], number, string][] = [
  ['a wrong signature', { key: 'another secret' }, 401, 'MW_SIGNATURE'],
  ['no signature', { signature: '' }, 401, 'MW_SIGNATURE'],
  ['a signature of the old kind', { signature: 'sha1=abc' }, 401, 'MW_SIGNATURE'],
  ['a body over the limit', { body: `"${'x'.repeat(bodyBytesMax)}"` }, 413, 'MW_BODY_TOO_LARGE'],
  ['a body that is not JSON', { body: 'payload=%7B%7D' }, 400, 'MW_EVENT'],
  ['JSON that is not an event', { body: '[1, 2, 3]' }, 400, 'MW_EVENT'],
  ['an event without a GUID', { guid: '' }, 400, 'MW_EVENT'],
  ['an empty body', { body: '' }, 400, 'MW_EVENT'],
]

test.each(refused)('%s is refused and nothing is stored', async (_name, wish, status, code) => {
  const before = await stored()

  const answer = await send(wish)

  expect(answer.statusCode).toBe(status)
  expect(answer.json()).toEqual({ code })
  expect(await stored()).toBe(before)
})

test('an event that means nothing to us is answered and not stored', async () => {
  const before = await stored()

  const answer = await send({ event: 'star', body: '{"action":"created"}' })

  expect(answer.statusCode).toBe(202)
  expect(await stored()).toBe(before)
})

test('the port serves nothing else', async () => {
  const answers = await Promise.all(
    ['/', '/metrics', '/api/v1/tasks', '/live'].map((url) => server.inject({ url })),
  )

  expect(answers.map((a) => a.statusCode)).toEqual([404, 404, 404, 404])
})

test('an event that cannot be stored is answered 503, so that GitHub counts it as failed', async () => {
  await redis.kill()

  const answer = await send({})
  await redis.restart()

  expect(answer.statusCode).toBe(503)
})

async function stored(): Promise<number> {
  const { inbox } = await queues.depths()
  return inbox.waiting
}

function send(wish: {
  key?: string
  guid?: string
  event?: string
  body?: string
  signature?: string
}) {
  const { key = secret, guid = randomUUID(), event = 'push', body = JSON.stringify(push) } = wish
  const signed = `sha256=${createHmac('sha256', key).update(body).digest('hex')}`
  return server.inject({
    method: 'POST',
    url: '/webhooks/github',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': guid,
      'x-hub-signature-256': wish.signature ?? signed,
    },
    payload: body,
  })
}
