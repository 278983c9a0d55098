import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { Notification } from './notification.ts'
import { NotifyError } from './notify-error.ts'
import { type MailTarget, plainText } from './notify-target.ts'

/**
 * Sends a mail in plain text. A password goes over TLS alone, except to this machine itself.
 * A repeat has the same message id, by which many mail programs show it once. Resolves with the
 * code that the server answered. Throws NotifyError.
 */
export async function sendMail(
  target: MailTarget,
  notification: Notification,
  timeoutMs: number,
): Promise<string> {
  const { host } = new URL(target.url)
  const transport = createTransport(optionsOf(target, timeoutMs))
  const timer = new AbortController()
  try {
    const { response } = await Promise.race([
      transport.sendMail({
        from: target.from,
        to: [...target.to],
        subject: notification.title,
        text: plainText({ ...notification, title: '' }),
        messageId: messageId(target.from, notification.key),
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      }),
      lateAfter(timeoutMs, timer.signal),
    ])
    return `answer ${/^\d{3}/.exec(response)?.[0] ?? 'without a code'}`
  } catch (error) {
    throw new NotifyError(host, reasonOf(error))
  } finally {
    timer.abort()
    transport.close()
  }
}

/** The connection; `smtps:` is TLS from the first byte, `smtp:` begins it as soon as it can. */
function optionsOf({ url, user, secret }: MailTarget, timeoutMs: number) {
  const { hostname, port, protocol } = new URL(url)
  const secure = protocol === 'smtps:'
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(user === null || secret === null ? {} : { auth: { user, pass: secret } }),
    requireTLS: user !== null && !isHere,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  }
}

/** A server that keeps on talking resets the time limits of the connection, but not this one. */
function lateAfter(ms: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const error = Object.assign(new Error('late'), { code: 'ETIMEDOUT' })
    const timer = setTimeout(() => reject(error), ms)
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  })
}

function messageId(from: string, key: string): string {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`
}

/** Codes alone: what the server says may name mailboxes. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return 'no answer'
  if (error.code === 'ETIMEDOUT') return 'no answer in time'
  const answer = 'responseCode' in error ? Number(error.responseCode) : 0
  return answer > 0 ? `${error.code}, answer ${answer}` : String(error.code)
}
