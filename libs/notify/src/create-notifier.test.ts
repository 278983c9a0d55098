import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { createRedactor } from '@millwright/logger'
import { logSink, startWebhookReceiver } from '@millwright/testing'
import { afterAll, expect, test } from 'vitest'
import { createNotifier } from './create-notifier.ts'
import type { Notification } from './notification.ts'

const secret = 'the-signing-secret'
const notification: Notification = {
  ...{ key: 'escalated.task-1', severity: 'action', title: 'acme/web#7 needs a person' },
  ...{ text: 'a secret is missing', url: 'https://github.com/acme/web/pull/7' },
}

async function start(options: { urls?: string[]; secret?: string | null } = {}) {
  const receiver = await startWebhookReceiver()
  afterAll(() => receiver.close().catch(() => undefined))
  const sink = logSink()
  const urls = options.urls ?? [`${receiver.url}/hook/s3cr3t-path`]
  const key = options.secret === undefined ? secret : options.secret
  const targets = urls.map((url) => ({ kind: 'webhook' as const, url, secret: key }))
  const redact = createRedactor(['hunter2-hunter2'])
  const notifier = createNotifier(targets, { redact, logger: sink.logger, timeoutMs: 300 })
  return { receiver, notifier, sink }
}

test('a notification arrives as signed JSON under its key', async () => {
  const { receiver, notifier } = await start()

  await notifier.send(notification)

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
  const { receiver, notifier } = await start({ secret: null })

  await notifier.send(notification)

  expect(receiver.received()[0]?.headers).not.toHaveProperty('x-millwright-signature-256')
})

test('texts are redacted and cut', async () => {
  const { receiver, notifier } = await start()

  await notifier.send({ ...notification, title: 'x hunter2-hunter2', text: 'y'.repeat(9000) })

  const body: unknown = JSON.parse(receiver.received()[0]?.body ?? '')
  expect(body).toMatchObject({ title: 'x [redacted]', text: 'y'.repeat(4000) })
})

test('a target that fails makes the call fail, and the next call tells only that one', async () => {
  const [good, bad] = [await start(), await start()]
  const { notifier } = await start({ urls: [good.receiver.url, bad.receiver.url] })
  bad.receiver.answerWith(503)

  await expect(notifier.send(notification)).rejects.toMatchObject({ code: 'MW_NOTIFY' })
  bad.receiver.answerWith(204)
  await notifier.send(notification)

  expect(good.receiver.received()).toHaveLength(1)
  expect(bad.receiver.received()).toHaveLength(2)
})

test('a target that is not there is named with the reason', async () => {
  const { receiver } = await start()
  await receiver.close()
  const { notifier } = await start({ urls: [receiver.url] })

  await expect(notifier.send(notification)).rejects.toThrow('ECONNREFUSED')
})

test('a redirect is not followed', async () => {
  const { receiver } = await start()
  const redirecting = createServer((_request, response) => {
    response.writeHead(307, { location: receiver.url }).end()
  }).listen(0, '127.0.0.1')
  const { notifier } = await start({ urls: [await urlOf(redirecting)] })

  await expect(notifier.send(notification)).rejects.toThrow('status 307')

  expect(receiver.received()).toEqual([])
  redirecting.close()
})

test('a target that does not answer is given up in time', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  const { notifier } = await start({ urls: [await urlOf(silent)] })

  await expect(notifier.send(notification)).rejects.toThrow('no answer in time')

  silent.closeAllConnections()
  silent.close()
})

test('an endless answer is not read', async () => {
  const endless = createServer((_request, response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
    response.on('close', () => clearInterval(timer))
  }).listen(0, '127.0.0.1')
  const { notifier } = await start({ urls: [await urlOf(endless)] })

  await notifier.send(notification)

  endless.closeAllConnections()
  endless.close()
})

test('the address, which may be a secret, stands in no error and no log line', async () => {
  const { receiver, notifier, sink } = await start()
  receiver.answerWith(500)

  const failure = await notifier.send(notification).catch((error: unknown) => error)

  expect(String(failure)).toContain('status 500')
  expect(String(failure) + sink.text()).not.toContain('s3cr3t-path')
})

test('with nobody to tell, the log says so', async () => {
  const { notifier, sink } = await start({ urls: [] })

  await notifier.send(notification)

  expect(sink.entries()).toMatchObject([{ key: 'escalated.task-1', msg: expect.any(String) }])
})

async function urlOf(server: ReturnType<typeof createServer>): Promise<string> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/hook`
}
