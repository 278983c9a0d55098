import { createServer } from 'node:net'
import { createRedactor } from '@millwright/logger'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { createNotifier } from './create-notifier.ts'
import type { Notification } from './notification.ts'

const notification: Notification = {
  ...{ key: 'escalated.task-1', severity: 'action', title: 'acme/web#7\r\nBcc: x@evil.example' },
  ...{ text: 'a secret is missing', url: 'https://mill.lan/tasks/1' },
}

/** A real mail server on this machine, and the mails that it took. */
async function startMailServer(options: SMTPServerOptions = {}) {
  const mails: { from: unknown; to: string[]; source: string }[] = []
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], ...options },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? null : mailFrom?.address
        const to = rcptTo.map(({ address }) => address)
        mails.push({ from, to, source: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  // A client that gives up early is no error of the test's.
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await new Promise((resolve) => listening.once('listening', resolve))
  onTestFinished(() => new Promise((resolve) => server.close(resolve)))
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { mails, port: address.port }
}

function mailer(url: string, user: string | null = null, timeoutMs = 20_000) {
  const people = { from: 'Mill <mill@acme.example>', to: ['a@acme.example', 'b@acme.example'] }
  const route = {
    name: 'smtp',
    severities: ['action'] as const,
    quiet_hours: null,
    after_minutes: 0,
    digest_minutes: 0,
  }
  const secret = user === null ? null : 'the-password'
  const target = { ...route, ...people, kind: 'smtp' as const, url, user, secret }
  return createNotifier([target], { redact: createRedactor([]), timeoutMs })
}

test('everybody gets one mail, and a title cannot add a header', async () => {
  const { mails, port } = await startMailServer()

  await mailer(`smtp://127.0.0.1:${port}`).tell('smtp', notification)

  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({
    from: 'mill@acme.example',
    to: ['a@acme.example', 'b@acme.example'],
  })
  const source = mails[0]?.source ?? ''
  expect(source).toContain('\r\nSubject: acme/web#7 Bcc: x@evil.example\r\n')
  expect(source).not.toMatch(/^Bcc:/m)
  expect(source).toMatch(/\r\n\r\na secret is missing\r?\nhttps:\/\/mill\.lan\/tasks\/1/)
})

test('a repeat has the same message id', async () => {
  const { mails, port } = await startMailServer()
  const notifier = mailer(`smtp://127.0.0.1:${port}`)

  await notifier.tell('smtp', notification)
  await notifier.tell('smtp', notification)
  await notifier.tell('smtp', { ...notification, key: 'another' })

  const ids = mails.map(({ source }) => /^Message-ID: (<\S+@acme\.example>)/m.exec(source)?.[1])
  expect(new Set(ids).size).toBe(2)
  expect(ids[0]).toBe(ids[1])
})

test('a password that the server refuses is named by code, without what was said', async () => {
  const { mails, port } = await startMailServer({
    authOptional: false,
    onAuth: (_auth, _session, done) => done(new Error('no mailbox mill-user here')),
  })

  const failure = await mailer(`smtp://127.0.0.1:${port}`, 'mill-user')
    .tell('smtp', notification)
    .catch((error: unknown) => String(error))

  expect(failure).toMatch(/EAUTH, answer \d+/)
  expect(failure).not.toContain('mill-user')
  expect(mails).toEqual([])
})

test('a server that never speaks is given up in time', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  const address = silent.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  const telling = mailer(`smtp://127.0.0.1:${address.port}`, null, 300).tell('smtp', notification)

  await expect(telling).rejects.toThrow('no answer in time')
  silent.close()
})
