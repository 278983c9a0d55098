import type { Notification } from '../notification.ts'
import { type OutgoingPost, plainText, type SmsTarget } from '../notify-target.ts'

/** Three text messages at most; Twilio itself refuses more than 1600 characters. */
const CHARS_MAX = 459

/**
 * A text message in Twilio's form, which other gateways understand too:
 * https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource.
 */
export function smsPost(target: SmsTarget, notification: Notification): OutgoingPost {
  const { url, user, secret, from, to } = target
  const credentials = Buffer.from(`${user}:${secret}`).toString('base64')
  const text = plainText(notification, CHARS_MAX)
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Basic ${credentials}`,
  }
  return { url, headers, body: new URLSearchParams({ From: from, To: to, Body: text }).toString() }
}
