import type { Severity } from './notification.ts'

/** A part of each day in which less is told. */
export interface QuietHours {
  /** `HH:MM`; `to` may lie after midnight. */
  from: string
  to: string
  /** An IANA name; null is the zone of this machine. */
  time_zone: string | null
  /** What waits for the end; all else is told at once. */
  severities: readonly Severity[]
}

const MINUTES_A_DAY = 24 * 60

/**
 * How long to wait before telling, in milliseconds; 0 outside the quiet hours. In the night in
 * which the clocks change it may be an hour off: people are then told early or late, never not.
 */
export function quietMs(quiet: QuietHours | null, severity: Severity, now: Date): number {
  return quiet?.severities.includes(severity) ? msToEnd(quiet, now) : 0
}

/** How long these hours last from now on, in milliseconds; 0 outside of them. */
export function msToEnd(quiet: Omit<QuietHours, 'severities'>, now: Date): number {
  const at = minuteOfDay(timeIn(quiet.time_zone, now))
  const [from, to] = [minuteOfDay(quiet.from), minuteOfDay(quiet.to)]
  const length = (to - from + MINUTES_A_DAY) % MINUTES_A_DAY
  const gone = (at - from + MINUTES_A_DAY) % MINUTES_A_DAY
  if (gone >= length) return 0
  return (length - gone) * 60_000 - (now.getTime() % 60_000)
}

function timeIn(zone: string | null, now: Date): string {
  const form = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', {
    ...form,
    ...(zone === null ? {} : { timeZone: zone }),
  }).format(now)
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
