import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { createRedactor } from '@millwright/logger'
import { startWebhookReceiver, waitFor } from '@millwright/testing'
import { afterAll, expect, test } from 'vitest'
import { createNotifier } from './create-notifier.ts'
import type { Notification } from './notification.ts'

const secret = 'the-signing-secret'
const atOnce = { after_minutes: 0, digest_minutes: 0 }
const always = { severities: ['action'] as const, quiet_hours: null, ...atOnce }
const notification: Notification = {
  ...{ key: 'escalated.task-1', severity: 'action', title: 'acme/web#7 needs a person' },
  ...{ text: 'a secret is missing', url: 'https://github.com/acme/web/pull/7' },
}

interface Wish {
  url?: string
  secret?: string | null
  timeoutMs?: number
}

async function start({ timeoutMs = 20_000, ...options }: Wish = {}) {
  const receiver = await startWebhookReceiver()
  afterAll(() => receiver.close().catch(() => undefined))
  const url = options.url ?? `${receiver.url}/hook/s3cr3t-path`
  const key = options.secret === undefined ? secret : options.secret
  const target = { ...{ name: 'webhook', kind: 'webhook' as const, url, secret: key }, ...always }
  const redact = createRedactor(['hunter2-hunter2'])
  const notifier = createNotifier([target], { redact, timeoutMs })
  return { receiver, tell: (news = notification) => notifier.tell('webhook', news) }
}

test('a notification arrives as signed JSON under its key', async () => {
  const { receiver, tell } = await start()

  await tell()

  const [received] = receiver.received()
  expect(JSON.parse(received?.body ?? '')).toEqual(notification)
  const signature = createHmac('sha256', secret)
    .update(received?.body ?? '')
    .digest('hex')
  expect(received?.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'x-millwright-signature-256': `sha256=${signature}`,
    'x-millwright-key': 'escalated.task-1',
  })
})

test('without a secret nothing is signed', async () => {
  const { receiver, tell } = await start({ secret: null })

  await tell()

  expect(receiver.received()[0]?.headers).not.toHaveProperty('x-millwright-signature-256')
})

test('texts are redacted and cut', async () => {
  const { receiver, tell } = await start()

  await tell({ ...notification, title: 'x hunter2-hunter2', text: 'y'.repeat(9000) })

  const body: unknown = JSON.parse(receiver.received()[0]?.body ?? '')
  expect(body).toMatchObject({ title: 'x [redacted]', text: 'y'.repeat(4000) })
})

test('what hides or turns words reaches nobody, and a secret is not hidden by it', async () => {
  const { receiver, tell } = await start()

  await tell({
    ...notification,
    title: 'a\u202eb\u3164\r\nc',
    text: '\u001b[2Jx\nhunter2\u034f-hunter2',
  })

  const body: unknown = JSON.parse(receiver.received()[0]?.body ?? '')
  expect(body).toMatchObject({ title: 'ab c', text: '[2Jx\n[redacted]' })
})

test('one target is told and no other, and one that is gone is said to be', async () => {
  const [one, other] = [await startWebhookReceiver(), await startWebhookReceiver()]
  const target = (name: string, url: string) => {
    return { ...{ name, kind: 'webhook' as const, url, secret: null }, ...always }
  }
  const targets = [target('one', one.url), target('other', other.url)]
  const notifier = createNotifier(targets, { redact: createRedactor([]) })

  const became = [
    await notifier.tell('other', notification),
    await notifier.tell('x', notification),
  ]

  expect(became).toEqual(['told', 'no such target'])
  expect([one, other].map((receiver) => receiver.received().length)).toEqual([0, 1])
  await Promise.all([one.close(), other.close()])
})

test('a target that is not there is named with the reason', async () => {
  const { receiver } = await start()
  await receiver.close()
  const { tell } = await start({ url: receiver.url })

  await expect(tell()).rejects.toThrow('ECONNREFUSED')
})

test('a redirect is not followed', async () => {
  const { receiver } = await start()
  const redirecting = createServer((_request, response) => {
    response.writeHead(307, { location: receiver.url }).end()
  }).listen(0, '127.0.0.1')
  const { tell } = await start({ url: await urlOf(redirecting) })

  await expect(tell()).rejects.toThrow('status 307')

  expect(receiver.received()).toEqual([])
  redirecting.close()
})

test('a target that does not answer is given up in time', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  const { tell } = await start({ url: await urlOf(silent), timeoutMs: 300 })

  await expect(tell()).rejects.toThrow('no answer in time')

  silent.closeAllConnections()
  silent.close()
})

test('an endless answer is not read', async () => {
  let isHungUp = false
  const endless = createServer((_request, response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
    response.on('close', () => {
      clearInterval(timer)
      isHungUp = true
    })
  }).listen(0, '127.0.0.1')
  const { tell } = await start({ url: await urlOf(endless), timeoutMs: 300_000 })

  await tell()

  await waitFor(() => isHungUp, { what: 'the end of the connection' })
  endless.close()
})

test('the address, which may be a secret, stands in no error', async () => {
  const { receiver, tell } = await start()
  receiver.answerWith(500)

  const failure = await tell().catch((error: unknown) => error)

  expect(String(failure)).toContain('status 500')
  expect(String(failure)).not.toContain('s3cr3t-path')
})

async function urlOf(server: ReturnType<typeof createServer>): Promise<string> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/hook`
}
