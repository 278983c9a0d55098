export { createNotifier, type Notifier } from './create-notifier.ts'
export type { Notification } from './notification.ts'
export { NotifyError } from './notify-error.ts'
export type { WebhookTarget } from './send-webhook.ts'
