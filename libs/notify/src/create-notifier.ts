import type { Redactor } from '@millwright/logger'
import { hiddenCharacters } from '@millwright/protocol'
import { type Listener, listenersOf } from './listeners-of.ts'
import type { Notification, Severity } from './notification.ts'
import { NotifyError } from './notify-error.ts'
import type { NotifyTarget } from './notify-target.ts'
import { apprisePost } from './posts/apprise-post.ts'
import { gotifyPost } from './posts/gotify-post.ts'
import { ntfyPost } from './posts/ntfy-post.ts'
import { slackPost } from './posts/slack-post.ts'
import { smsPost } from './posts/sms-post.ts'
import { webhookPost } from './posts/webhook-post.ts'
import { sendMail } from './send-mail.ts'
import { sendPost } from './send-post.ts'

const TITLE_CHARS_MAX = 300
const TEXT_CHARS_MAX = 4000
const TIMEOUT_MS = 10_000

export interface Notifier {
  /** Who is to hear of it, and when. */
  listenersOf(severity: Severity, now: Date): Listener[]
  /**
   * Tells one target, whatever the hour; one that is no longer configured is not told.
   * Throws NotifyError when it was not told; then call again.
   */
  tell(target: string, notification: Notification): Promise<'told' | 'no such target'>
  /** As `tell`, and resolves with what the target's server answered, such as `status 204`. */
  try(target: string, notification: Notification): Promise<string>
}

/** Tells people through the configured targets; texts are cleaned, redacted and cut on the way. */
export function createNotifier(
  targets: readonly NotifyTarget[],
  parts: { redact: Redactor; timeoutMs?: number },
): Notifier {
  const { redact, timeoutMs = TIMEOUT_MS } = parts
  const answerOf = async (name: string, { key, severity, title, text, url }: Notification) => {
    const target = targets.find((each) => each.name === name)
    if (target === undefined) return null
    if (!URL.canParse(target.url)) throw new NotifyError(name, 'its address is no URL')
    const notification: Notification = {
      ...{ key, severity },
      title: redact(seen(title)).replaceAll('\n', ' ').slice(0, TITLE_CHARS_MAX),
      text: redact(seen(text)).slice(0, TEXT_CHARS_MAX),
      ...(url === undefined ? {} : { url: redact(url) }),
    }
    return send(target, notification, timeoutMs)
  }
  return {
    listenersOf: (severity, now) => listenersOf(targets, severity, now),
    async tell(name, notification) {
      return (await answerOf(name, notification)) === null ? 'no such target' : 'told'
    },
    async try(name, notification) {
      const answer = await answerOf(name, notification)
      if (answer === null) throw new NotifyError(name, 'there is no such target')
      return answer
    },
  }
}

/** Branches and tests may be named with what hides or turns words; nobody is called with those. */
function seen(text: string): string {
  return text.replaceAll(hiddenCharacters, '').replaceAll('\r', '')
}

function send(
  target: NotifyTarget,
  notification: Notification,
  timeoutMs: number,
): Promise<string> {
  switch (target.kind) {
    case 'webhook':
      return sendPost(webhookPost(target, notification), timeoutMs)
    case 'slack':
      return sendPost(slackPost(target, notification), timeoutMs)
    case 'ntfy':
      return sendPost(ntfyPost(target, notification), timeoutMs)
    case 'gotify':
      return sendPost(gotifyPost(target, notification), timeoutMs)
    case 'apprise':
      return sendPost(apprisePost(target, notification), timeoutMs)
    case 'sms':
      return sendPost(smsPost(target, notification), timeoutMs)
    case 'smtp':
      return sendMail(target, notification, timeoutMs)
  }
}
