import type { Logger, Redactor } from '@millwright/logger'
import type { Notification } from './notification.ts'
import { NotifyError } from './notify-error.ts'
import { sendWebhook, type WebhookTarget } from './send-webhook.ts'

const TITLE_CHARS_MAX = 300
const TEXT_CHARS_MAX = 4000
/** Deliveries remembered, so that a retry does not tell those again who know already. */
const TOLD_MAX = 1000

export interface Notifier {
  /** Tells every target once. Throws NotifyError when one of them was not told; then call again. */
  send(notification: Notification): Promise<void>
}

/** Tells people through the configured targets; texts are redacted and cut on the way. */
export function createNotifier(
  targets: readonly WebhookTarget[],
  parts: { redact: Redactor; logger: Logger; timeoutMs?: number },
): Notifier {
  const told = new Set<string>()
  const tell = async (target: WebhookTarget, notification: Notification) => {
    const name = `${target.url}\n${notification.key}`
    if (told.has(name)) return
    await sendWebhook(target, notification, parts.timeoutMs)
    told.add(name)
    const [oldest] = told
    if (told.size > TOLD_MAX && oldest !== undefined) told.delete(oldest)
  }
  return {
    async send({ key, severity, title, text, url }) {
      if (targets.length === 0) {
        parts.logger.warn({ key, severity }, 'nobody to notify: notify is empty')
        return
      }
      const notification: Notification = {
        ...{ key, severity },
        title: parts.redact(title).slice(0, TITLE_CHARS_MAX),
        text: parts.redact(text).slice(0, TEXT_CHARS_MAX),
        ...(url === undefined ? {} : { url: parts.redact(url) }),
      }
      const results = await Promise.allSettled(targets.map((target) => tell(target, notification)))
      const failures = results.filter((result) => result.status === 'rejected')
      for (const { reason } of failures) parts.logger.warn({ key, err: reason }, 'not notified')
      const [first] = failures
      if (first !== undefined) throw asNotifyError(first.reason)
    },
  }
}

function asNotifyError(reason: unknown): NotifyError {
  return reason instanceof NotifyError
    ? reason
    : new NotifyError('a target', 'its address is no URL', { cause: reason })
}
