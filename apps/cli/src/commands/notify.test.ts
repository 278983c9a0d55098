import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startWebhookReceiver, temporaryDirectory } from '@millwright/testing'
import { afterAll, expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'

const receiver = await startWebhookReceiver()
afterAll(() => receiver.close())

async function notifyTest(yaml: string, ...args: string[]) {
  const cwd = await temporaryDirectory()
  writeFileSync(join(cwd, 'millwright.yaml'), yaml)
  return runMillwright(['notify', 'test', ...args], { cwd })
}

/** Where nobody listens any more. */
const gone = await startWebhookReceiver()
const nobody = `${gone.url}/secret-in-the-address`
await gone.close()
const targets = (bad: string) => `notify:
  - { url: "${receiver.url}/hook", severities: [warning] }
  - { name: phone, kind: ntfy, url: "${bad}" }
`

test('every target gets a message, and one that cannot be reached fails the command', async () => {
  const before = receiver.received().length

  const { code, stdout } = await notifyTest(targets(nobody))

  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(
      /^told {3}webhook: status 204, \d+ ms; it hears nothing of severity action otherwise$/,
    ),
    expect.stringMatching(/^FAILED phone \(ntfy\): 127\.0\.0\.1:\d+: ECONNREFUSED$/),
    '',
  ])
  expect(code).toBe(3)
  expect(stdout).not.toContain('secret-in-the-address')
  const [message, ...others] = receiver.received().slice(before)
  expect(others).toEqual([])
  expect(JSON.parse(message?.body ?? '')).toMatchObject({
    ...{ severity: 'action', title: 'Millwright can reach you' },
  })
})

test('one target can be tried alone, for programs', async () => {
  const args = ['--to', 'phone', '--severity', 'info', '--json']

  const { code, stdout } = await notifyTest(targets(`${receiver.url}/topic`), ...args)

  expect(JSON.parse(stdout)).toEqual({
    ...{ ok: true, severity: 'info' },
    targets: [
      {
        ...{ target: 'phone', kind: 'ntfy', message: 'single', ok: true, answer: 'status 204' },
        ...{ problem: '', ms: expect.any(Number), hears: false },
        ...{ waits_minutes: 0, after_minutes: 0, digest_minutes: 0 },
      },
    ],
  })
  expect(code).toBe(0)
  expect(JSON.parse(receiver.received().at(-1)?.body ?? '')).toMatchObject({ topic: 'topic' })
})

test('levels are told with their times, and one that gathers messages gets a digest, too', async () => {
  const before = receiver.received().length
  const levels = `notify:
  - { name: me, url: "${receiver.url}", severities: [info, action], digest_minutes: 60 }
  - { name: team, url: "${receiver.url}", severities: [action], after_minutes: 30 }
`

  const call = await notifyTest(levels)
  const news = await notifyTest(levels, '--to', 'me', '--severity', 'info')

  expect(call.stdout.split('\n').map((line) => line.replace(/\d+ ms/, 'N ms'))).toEqual([
    'told   me (webhook): status 204, N ms',
    'told   me (webhook), a digest: status 204, N ms',
    'told   team (webhook): status 204, N ms; called when nobody answers for 30 min',
    '',
  ])
  expect(news.stdout).toMatch(/^told {3}me .*; told with others every 60 min(; such a message|\n)/)
  const titles = receiver
    .received()
    .slice(before)
    .map(({ body }) => JSON.parse(body).title)
  expect(titles.slice(0, 2)).toEqual(['Millwright can reach you', 'Millwright: 2 messages'])
})

test('an unknown target is not found, and an empty list says what to set', async () => {
  const unknown = await notifyTest(targets(nobody), '--to', 'fax')
  const empty = await notifyTest('')

  expect(unknown).toMatchObject({ code: 4, stderr: expect.stringContaining('webhook, phone') })
  expect(empty).toMatchObject({ code: 1, stderr: expect.stringContaining('set notify') })
})
