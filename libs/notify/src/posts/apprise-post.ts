import type { Notification } from '../notification.ts'
import { type OutgoingPost, type PostedTarget, plainText } from '../notify-target.ts'

const types = { info: 'info', warning: 'warning', action: 'failure' } as const

/**
 * A message for an Apprise API server, which knows a hundred services more:
 * https://github.com/caronc/apprise-api#api-details. The address ends with `/notify/KEY`.
 */
export function apprisePost(target: PostedTarget, notification: Notification): OutgoingPost {
  const { severity, title } = notification
  const text = plainText({ ...notification, title: '' })
  const body = JSON.stringify({ title, body: text, type: types[severity], format: 'text' })
  return { url: target.url, headers: { 'content-type': 'application/json' }, body }
}
