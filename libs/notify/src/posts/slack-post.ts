import type { Notification } from '../notification.ts'
import { type OutgoingPost, type PostedTarget, plainText } from '../notify-target.ts'

/**
 * A message for a Slack incoming webhook, https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks.
 * The three characters that could start a mention or a hidden link are escaped, as
 * https://docs.slack.dev/messaging/formatting-message-text tells; links are not opened by Slack.
 */
export function slackPost(target: PostedTarget, notification: Notification): OutgoingPost {
  const text = plainText(notification)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
  const body = JSON.stringify({ text, mrkdwn: false, unfurl_links: false, unfurl_media: false })
  return { url: target.url, headers: { 'content-type': 'application/json' }, body }
}
