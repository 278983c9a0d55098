import type { Severity } from './notification.ts'
import type { NotifyTarget } from './notify-target.ts'
import { quietMs } from './quiet-ms.ts'

/** One who is to hear of something. */
export interface Listener {
  readonly target: string
  /** When, in milliseconds from now: later for higher levels, in digests and in quiet hours. */
  readonly delayMs: number
  /** Only when nobody has answered by then. */
  readonly isReminder: boolean
  /** The gathering that it belongs to, equal for all messages told together; null: told by itself. */
  readonly digest: string | null
}

const MINUTE_MS = 60_000

/** Who is to hear of it, and when. */
export function listenersOf(
  targets: readonly NotifyTarget[],
  severity: Severity,
  now: Date,
): Listener[] {
  return targets
    .filter(({ severities }) => severities.includes(severity))
    .map(({ name, quiet_hours, after_minutes, digest_minutes }) => {
      const isCall = severity === 'action'
      const isReminder = isCall && after_minutes > 0
      const isGathered = !isCall && digest_minutes > 0
      const period = digest_minutes * MINUTE_MS
      const end = isGathered ? (Math.floor(now.getTime() / period) + 1) * period : 0
      const waitMs = isGathered ? end - now.getTime() : isReminder ? after_minutes * MINUTE_MS : 0
      const then = new Date(now.getTime() + waitMs)
      return {
        target: name,
        delayMs: waitMs + quietMs(quiet_hours, severity, then),
        isReminder,
        digest: isGathered ? `${name}.${end}` : null,
      }
    })
}
