import { expect, test } from 'vitest'
import { listenersOf } from './listeners-of.ts'
import { makeDigest } from './make-digest.ts'
import type { Notification } from './notification.ts'
import type { NotifyTarget, PostedTarget } from './notify-target.ts'

const now = new Date('2026-01-01T12:20:00Z')
const minutes = (count: number) => count * 60_000
const evening = { from: '12:30', to: '18:00', time_zone: 'UTC' }

function target(name: string, values: Partial<PostedTarget> = {}): NotifyTarget {
  return {
    ...{ kind: 'webhook', name, url: 'http://127.0.0.1', secret: null, quiet_hours: null },
    ...{ severities: ['info', 'warning', 'action'], after_minutes: 0, digest_minutes: 0 },
    ...values,
  }
}

test('a higher level is told of a call later, and only when nobody has answered', () => {
  const levels = [target('me'), target('team', { after_minutes: 30 })]

  expect(listenersOf(levels, 'action', now)).toEqual([
    { target: 'me', delayMs: 0, isReminder: false, digest: null },
    { target: 'team', delayMs: minutes(30), isReminder: true, digest: null },
  ])
  expect(listenersOf(levels, 'warning', now).map(({ delayMs }) => delayMs)).toEqual([0, 0])
})

test('messages of one period share a gathering; a call is never gathered', () => {
  const hourly = [target('mail', { digest_minutes: 60 })]
  const later = new Date('2026-01-01T12:59:59Z')
  const next = new Date('2026-01-01T13:00:00Z')
  const digests = [now, later, next].map((at) => listenersOf(hourly, 'info', at)[0]?.digest)

  expect(listenersOf(hourly, 'info', now)[0]?.delayMs).toBe(minutes(40))
  expect(digests[0]).toBe(digests[1])
  expect(digests[2]).not.toBe(digests[0])
  expect(listenersOf(hourly, 'action', now)[0]).toMatchObject({ delayMs: 0, digest: null })
})

test('quiet hours count from the time at which it would be told', () => {
  const quiet = { ...evening, severities: ['action', 'info'] as const }
  const late = target('late', { quiet_hours: quiet, after_minutes: 30 })
  const mail = target('mail', { quiet_hours: quiet, digest_minutes: 60 })

  expect(listenersOf([late], 'action', now)[0]?.delayMs).toBe(minutes(5 * 60 + 40))
  expect(listenersOf([mail], 'info', now)[0]?.delayMs).toBe(minutes(5 * 60 + 40))
})

test('a digest has the gravest severity, each message once, and counts what does not fit', () => {
  const message = (n: number, values: Partial<Notification> = {}): Notification => ({
    ...{ key: `k${n}`, severity: 'info', title: `title ${n}`, text: 'x'.repeat(100) },
    ...values,
  })
  const many = Array.from({ length: 60 }, (_, n) => message(n))

  const small = makeDigest('d', [message(1), message(2, { severity: 'warning', text: '' })], 0)
  const large = makeDigest('d', many, 5)

  expect(small).toMatchObject({ severity: 'warning', title: 'Millwright: 2 messages' })
  expect(small.text).toBe(`title 1: ${'x'.repeat(100)}\ntitle 2`)
  expect(large.title).toBe('Millwright: 65 messages')
  expect(large.text.length).toBeLessThanOrEqual(4000)
  expect(large.text).toMatch(/\nand 3\d more, see the dashboard$/)
})
