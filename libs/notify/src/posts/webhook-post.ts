import { createHmac } from 'node:crypto'
import type { Notification } from '../notification.ts'
import type { OutgoingPost, PostedTarget } from '../notify-target.ts'

/**
 * A notification as it is, in JSON. The receiver can tell repeats by `X-Millwright-Key`, and ours
 * from others' by `X-Millwright-Signature-256`, which is made as GitHub makes its own.
 */
export function webhookPost(target: PostedTarget, notification: Notification): OutgoingPost {
  const body = JSON.stringify(notification)
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    // A header takes no other characters.
    'x-millwright-key': encodeURIComponent(notification.key),
  }
  if (target.secret !== null) {
    const signature = createHmac('sha256', target.secret).update(body).digest('hex')
    headers['x-millwright-signature-256'] = `sha256=${signature}`
  }
  return { url: target.url, headers, body }
}
