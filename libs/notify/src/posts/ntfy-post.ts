import type { Notification } from '../notification.ts'
import type { OutgoingPost, PostedTarget } from '../notify-target.ts'

/** A longer message becomes an attachment: https://docs.ntfy.sh/publish/#limitations */
const MESSAGE_BYTES_MAX = 4_096
const priorities = { info: 3, warning: 4, action: 5 } as const

/**
 * A message for an ntfy topic, https://docs.ntfy.sh/publish/#publish-as-json. JSON goes to the
 * server's root, so the topic is taken off the address. No action buttons: everybody who reads the
 * topic would hold their token.
 */
export function ntfyPost(target: PostedTarget, notification: Notification): OutgoingPost {
  const { severity, title, text, url } = notification
  const root = new URL(target.url)
  const segments = root.pathname.split('/').filter((segment) => segment !== '')
  const topic = decodeURIComponent(segments.pop() ?? '')
  root.pathname = `/${segments.join('/')}`
  const message = cutBytes(text, MESSAGE_BYTES_MAX)
  const click = url === undefined ? {} : { click: url }
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (target.secret !== null) headers.authorization = `Bearer ${target.secret}`
  const body = { topic, title, message, priority: priorities[severity], ...click }
  return { url: root.href, headers, body: JSON.stringify(body) }
}

/** As much of a text as fits, whole characters only. */
function cutBytes(text: string, bytesMax: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytesMax))
  return text.slice(0, read)
}
