import type { Notification, Severity } from './notification.ts'
import type { QuietHours } from './quiet-ms.ts'

/** When a target hears of something. */
interface Route {
  /** Unique among the targets, and the same at the next start. */
  name: string
  severities: readonly Severity[]
  quiet_hours: QuietHours | null
  /** How long nobody may answer a call before this target is told; 0: it is told at once. */
  after_minutes: number
  /** How often gathered messages are told, unless they are calls; 0: each at once. */
  digest_minutes: number
}

/** Somebody who hears by a POST to `url`. */
export interface PostedTarget extends Route {
  kind: 'webhook' | 'slack' | 'ntfy' | 'gotify' | 'apprise'
  url: string
  /** The key of a webhook's signature, or the token that ntfy or Gotify asks for. */
  secret: string | null
}

/** Somebody who hears by mail. `url` names the server, with the port and the kind of encryption. */
export interface MailTarget extends Route {
  kind: 'smtp'
  url: string
  user: string | null
  secret: string | null
  from: string
  to: readonly string[]
}

/** Somebody who hears by text message, through an interface like Twilio's. */
export interface SmsTarget extends Route {
  kind: 'sms'
  url: string
  user: string
  secret: string
  from: string
  /** One number, so that a repeat after a failure reaches nobody twice. */
  to: string
}

export type NotifyTarget = PostedTarget | MailTarget | SmsTarget

/** What is sent by HTTP to tell one target. */
export interface OutgoingPost {
  url: string
  headers: Record<string, string>
  body: string
}

/**
 * The message in one piece, for channels without a title or a link of their own. What does not fit
 * is cut from the words: the link is what whoever is called needs first.
 */
export function plainText(
  { title, text, url }: Notification,
  charsMax = Number.POSITIVE_INFINITY,
): string {
  const link = url === undefined ? '' : `\n${url}`
  const words = [title, text].filter((part) => part !== '').join('\n')
  return (words.slice(0, Math.max(0, charsMax - link.length)) + link).trim().slice(0, charsMax)
}
