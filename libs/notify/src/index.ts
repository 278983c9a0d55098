export { createNotifier, type Notifier } from './create-notifier.ts'
export type { Notification, Severity } from './notification.ts'
export { NotifyError } from './notify-error.ts'
export type { NotifyTarget } from './notify-target.ts'
