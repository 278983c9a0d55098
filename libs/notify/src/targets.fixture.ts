import { createRedactor } from '@millwright/logger'
import { startWebhookReceiver } from '@millwright/testing'
import { createNotifier } from './create-notifier.ts'
import type { NotifyTarget, PostedTarget } from './notify-target.ts'

const atOnce = { after_minutes: 0, digest_minutes: 0 }
const always = { severities: ['action'] as const, quiet_hours: null, ...atOnce }

/** A server that remembers what it is sent, and a notifier that knows it as `kind`. */
export async function startTargets(
  kind: PostedTarget['kind'] | 'sms',
  more: { path?: string; secret?: string | null } = {},
) {
  const receiver = await startWebhookReceiver()
  const { path = '', secret = null } = more
  const route = { ...always, name: kind, url: `${receiver.url}${path}` }
  const target: NotifyTarget =
    kind === 'sms'
      ? { ...route, kind, user: 'AC123', secret: secret ?? '', from: '+4911', to: '+4922' }
      : { ...route, kind, secret }
  return { receiver, notifier: createNotifier([target], { redact: createRedactor([]) }) }
}
