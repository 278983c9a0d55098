import { createRedactor } from '@millwright/logger'
import { logSink, startWebhookReceiver } from '@millwright/testing'
import { expect, onTestFinished, test } from 'vitest'
import { createNotifier } from './create-notifier.ts'

async function start() {
  const receiver = await startWebhookReceiver()
  onTestFinished(() => receiver.close())
  const target = { kind: 'webhook' as const, url: receiver.url, secret: null }
  const parts = { redact: createRedactor([]), logger: logSink().logger }
  return { receiver, notifier: createNotifier([target], parts) }
}

test('a title is cut to 300 characters', async () => {
  const { receiver, notifier } = await start()

  await notifier.send({ key: 'k', severity: 'action', title: 'x'.repeat(301), text: 'y' })

  expect(JSON.parse(receiver.received()[0]?.body ?? '').title).toHaveLength(300)
})

test('the oldest of more than a thousand deliveries is forgotten, and only that is told again', async () => {
  const { receiver, notifier } = await start()
  const send = (n: number) =>
    notifier.send({ key: `key-${n}`, severity: 'action', title: 't', text: 'y' })

  for (let n = 0; n <= 1000; n += 1) await send(n)
  for (const n of [1, 1000, 0]) await send(n)

  expect(receiver.received()).toHaveLength(1002)
})
