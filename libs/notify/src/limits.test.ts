import { expect, onTestFinished, test } from 'vitest'
import type { Notification } from './notification.ts'
import { ntfyPost } from './posts/ntfy-post.ts'
import { smsPost } from './posts/sms-post.ts'
import { startTargets } from './targets.fixture.ts'

const route = {
  name: 'x',
  severities: ['action'] as const,
  quiet_hours: null,
  after_minutes: 0,
  digest_minutes: 0,
}
const long: Notification = {
  ...{ key: 'k', severity: 'action', title: 'x'.repeat(301) },
  text: 'ö'.repeat(4001),
}

test('a title is cut to 300 characters and a text to 4000', async () => {
  const { receiver, notifier } = await startTargets('webhook')
  onTestFinished(() => receiver.close())

  await notifier.tell('webhook', long)

  const { title, text } = JSON.parse(receiver.received()[0]?.body ?? '')
  expect([title.length, text.length]).toEqual([300, 4000])
})

test('ntfy gets at most 4096 bytes, and whole characters', () => {
  const target = { ...route, kind: 'ntfy' as const, url: 'https://ntfy.lan/t', secret: null }

  const { message } = JSON.parse(ntfyPost(target, { ...long, text: `a${long.text}` }).body)

  expect(message).toBe(`a${'ö'.repeat(2047)}`)
})

test('a text message has at most 459 characters, the link among them', () => {
  const account = { user: 'AC1', secret: 'token-token', from: '+1', to: '+2' }
  const target = { ...route, ...account, kind: 'sms' as const, url: 'https://sms.lan' }

  const url = 'https://mill.lan/#/tasks/t'

  const said = [long, { ...long, url }].map(
    (one) => new URLSearchParams(smsPost(target, one).body).get('Body') ?? '',
  )

  expect(said.map(({ length }) => length)).toEqual([459, 459])
  expect(said[1]?.endsWith(`ö\n${url}`)).toBe(true)
})
