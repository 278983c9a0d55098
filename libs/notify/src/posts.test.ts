import { expect, onTestFinished, test } from 'vitest'
import type { Notification } from './notification.ts'
import { startTargets } from './targets.fixture.ts'

const notification: Notification = {
  ...{ key: 'escalated.task-1', severity: 'action', title: 'acme/web#7 needs a person' },
  ...{ text: 'a secret is <!channel> & missing', url: 'https://mill.lan/tasks/1' },
}

async function told(...wish: Parameters<typeof startTargets>) {
  const { receiver, notifier } = await startTargets(...wish)
  onTestFinished(() => receiver.close())
  await notifier.tell(wish[0], notification)
  const [received] = receiver.received()
  if (received === undefined) throw new Error('nothing came')
  return received
}

test('Slack gets text that mentions nobody and opens no link', async () => {
  const { path, body } = await told('slack', { path: '/services/T1/B2/s3cr3t' })

  expect(path).toBe('/services/T1/B2/s3cr3t')
  expect(JSON.parse(body)).toEqual({
    text: 'acme/web#7 needs a person\na secret is &lt;!channel&gt; &amp; missing\nhttps://mill.lan/tasks/1',
    ...{ mrkdwn: false, unfurl_links: false, unfurl_media: false },
  })
})

test('ntfy gets its topic at the root of the server, with the token', async () => {
  const { path, headers, body } = await told('ntfy', { path: '/sub/mill', secret: 'tk_12345678' })

  expect(path).toBe('/sub')
  expect(headers.authorization).toBe('Bearer tk_12345678')
  expect(JSON.parse(body)).toEqual({
    ...{ topic: 'mill', title: notification.title, message: notification.text, priority: 5 },
    click: notification.url,
  })
})

test('Gotify gets the token in a header and a priority that rings', async () => {
  const { path, headers, body } = await told('gotify', { path: '/push/', secret: 'A-token-123' })

  expect(path).toBe('/push/message')
  expect(headers['x-gotify-key']).toBe('A-token-123')
  expect(JSON.parse(body)).toEqual({
    ...{ title: notification.title, message: notification.text, priority: 8 },
    extras: { 'client::notification': { click: { url: notification.url } } },
  })
})

test('Apprise gets title, body and how bad it is', async () => {
  const { path, body } = await told('apprise', { path: '/notify/mill' })

  expect(path).toBe('/notify/mill')
  expect(JSON.parse(body)).toEqual({
    ...{ title: notification.title, type: 'failure', format: 'text' },
    body: `${notification.text}\n${notification.url}`,
  })
})

test('a text message goes out as a form under the account', async () => {
  const path = '/2010-04-01/Accounts/AC123/Messages.json'

  const received = await told('sms', { path, secret: 'auth-token' })

  expect(received.path).toBe(path)
  expect(received.headers).toMatchObject({
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Basic ${Buffer.from('AC123:auth-token').toString('base64')}`,
  })
  expect(Object.fromEntries(new URLSearchParams(received.body))).toEqual({
    ...{ From: '+4911', To: '+4922' },
    Body: `${notification.title}\n${notification.text}\n${notification.url}`,
  })
})
