import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { type Intake, openIntake, openQueues, type Queues } from '@millwright/queue'
import { logSink, startTestRedis, type TestRedis, waitFor } from '@millwright/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createWebhookServer, type WebhookServer } from './webhook-server.ts'

const secret = 'a webhook secret'
const previous = 'the previous one'
const bodyBytesMax = 10_000
const { logger } = logSink()
let redis: TestRedis
let queues: Queues
let intake: Intake
let server: WebhookServer
let address: string

beforeAll(async () => {
  redis = await startTestRedis()
  queues = openQueues({ url: redis.url, logger })
  // Nothing is moved, so that what waits can be counted.
  const inbox = { addAll: () => Promise.reject(new Error('not yet')) }
  intake = await openIntake({ url: redis.url, inbox, logger })
})
beforeEach(() => serve([secret, previous]))
afterEach(() => server.close())
afterAll(async () => {
  await intake.close()
  await queues.close()
  await redis.stop()
})

async function serve(secrets: readonly string[], inFlightBytesMax = 1_000_000): Promise<void> {
  server = createWebhookServer({ secrets, bodyBytesMax, intake, logger, inFlightBytesMax })
  address = await server.listen({ host: '127.0.0.1', port: 0 })
}

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

  const answers = await Promise.all(Array.from({ length: 100 }, () => send({ guid })))

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
  expect(await stored()).toBe(before + 1)
})

test('while the secret is changed both count, and afterwards the new one alone', async () => {
  const during = [(await send({})).status, (await send({ key: previous })).status]
  await server.close()
  await serve([secret])
  const after = [(await send({})).status, (await send({ key: previous })).status]

  expect([during, after]).toEqual([
    [202, 202],
    [202, 401],
  ])
})

test('without a secret nothing is taken', async () => {
  await server.close()
  await serve([])

  expect((await send({ key: '' })).status).toBe(401)
})

const refused: [string, Wish, number, string][] = [
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

  expect(answer).toEqual({ status, code })
  expect(await stored()).toBe(before)
})

test('a body that grows over the limit without having said so is cut off', async () => {
  const call = httpRequest(`${address}/webhooks/github`, { method: 'POST' })
  call.on('error', () => undefined)
  call.write('x'.repeat(bodyBytesMax))
  call.write('x')

  const [answer] = await once(call, 'response')

  expect(answer.statusCode).toBe(413)
  call.destroy()
})

test('what is received of all bodies together has a limit, and the next one is taken', async () => {
  await server.close()
  await serve([secret], bodyBytesMax / 2)

  const answer = await send({ body: `"${'x'.repeat(bodyBytesMax - 100)}"` })
  const next = await send({})

  expect([answer.status, next.status]).toEqual([503, 202])
})

const nothing: [string, string][] = [
  ['star', '{"action":"created"}'],
  ['workflow_run', '{"action":"requested","this":"is not read"}'],
  ['ping', '{"zen":"Keep it logically awesome."}'],
]

test.each(nothing)('a %s that means nothing to us is not stored', async (event, body) => {
  const before = await stored()

  const answer = await send({ event, body })

  expect(answer).toEqual({ status: 202, code: 'ignored' })
  expect(await stored()).toBe(before)
})

test('the port serves nothing else', async () => {
  const paths = ['/', '/metrics', '/api/v1/tasks', '/live', '/webhooks/github']
  const answers = await Promise.all(paths.map((path) => fetch(`${address}${path}`)))

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
})

test('an event that cannot be stored is answered 503 while GitHub still listens', async () => {
  await redis.kill()

  const answer = await send({})
  await redis.restart()
  const isBack = async () => (await send({})).status === 202

  expect(answer).toEqual({ status: 503, code: 'MW_REDIS_AWAY' })
  await waitFor(isBack, { what: 'an answer after the return of Redis' })
})

async function stored(): Promise<number> {
  const { inbox } = await queues.depths()
  return inbox.waiting
}

interface Wish {
  readonly key?: string
  readonly guid?: string
  readonly event?: string
  readonly body?: string
  readonly signature?: string
}

async function send(wish: Wish): Promise<{ status: number; code: unknown }> {
  const { key = secret, guid = randomUUID(), event = 'push', body = JSON.stringify(push) } = wish
  const signed = `sha256=${createHmac('sha256', key).update(body).digest('hex')}`
  const answer = await fetch(`${address}/webhooks/github`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': guid,
      'x-hub-signature-256': wish.signature ?? signed,
    },
  })
  const { code } = JSON.parse(await answer.text())
  return { status: answer.status, code }
}
