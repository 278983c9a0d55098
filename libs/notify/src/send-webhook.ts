import { createHmac } from 'node:crypto'
import type { Notification } from './notification.ts'
import { NotifyError } from './notify-error.ts'

const TIMEOUT_MS = 10_000

export interface WebhookTarget {
  kind: 'webhook'
  url: string
  /** Signs the body; null sends it unsigned. */
  secret: string | null
}

/**
 * Posts a notification as JSON. The receiver can tell repeats by `X-Millwright-Key`, and ours from
 * others' by `X-Millwright-Signature-256`, which is made as GitHub makes its own.
 * Redirects are not followed and what comes back is not read. Throws NotifyError.
 */
export async function sendWebhook(
  target: WebhookTarget,
  notification: Notification,
  timeoutMs = TIMEOUT_MS,
): Promise<void> {
  const body = JSON.stringify(notification)
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'millwright',
    // A header takes no other characters.
    'x-millwright-key': encodeURIComponent(notification.key),
  }
  if (target.secret !== null) {
    const signature = createHmac('sha256', target.secret).update(body).digest('hex')
    headers['x-millwright-signature-256'] = `sha256=${signature}`
  }
  const { host } = new URL(target.url)
  const signal = AbortSignal.timeout(timeoutMs)
  const post: RequestInit = { method: 'POST', headers, body, redirect: 'manual', signal }
  const response = await fetch(target.url, post).catch((error: unknown) => {
    throw new NotifyError(host, reasonOf(error))
  })
  await response.body?.cancel()
  if (!response.ok) throw new NotifyError(host, `status ${response.status}`)
}

/** Without the original error: its text may hold the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  if (error.name === 'TimeoutError') return 'no answer in time'
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer'
}
