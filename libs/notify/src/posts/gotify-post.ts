import type { Notification } from '../notification.ts'
import type { OutgoingPost, PostedTarget } from '../notify-target.ts'

/** Gotify's Android client rings from 8 on: https://github.com/gotify/android#message-priorities */
const priorities = { info: 2, warning: 5, action: 8 } as const

/** A message for Gotify, https://gotify.net/docs/pushmsg; the key stands in no address. */
export function gotifyPost(target: PostedTarget, notification: Notification): OutgoingPost {
  const { severity, title, text, url } = notification
  const click = { 'client::notification': { click: { url } } }
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (target.secret !== null) headers['x-gotify-key'] = target.secret
  const body = {
    ...{ title, message: text, priority: priorities[severity] },
    ...(url === undefined ? {} : { extras: click }),
  }
  const address = `${target.url.replace(/\/+$/, '')}/message`
  return { url: address, headers, body: JSON.stringify(body) }
}
