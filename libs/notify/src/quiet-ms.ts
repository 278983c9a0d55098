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
const MINUTE_MS = 60_000

/** How long to wait before telling, in milliseconds; 0 outside the quiet hours. */
export function quietMs(quiet: QuietHours | null, severity: Severity, now: Date): number {
  return quiet?.severities.includes(severity) ? msToEnd(quiet, now) : 0
}

/**
 * How long these hours last from now on, in milliseconds; 0 outside of them. They begin and end by
 * the clock on the wall, also in the night in which it is changed: an end that is left out is the
 * same time after the change, and of one that comes twice the first counts.
 */
export function msToEnd(quiet: Omit<QuietHours, 'severities'>, now: Date): number {
  const at = minuteAt(quiet, now.getTime())
  const [from, to] = [minuteOfDay(quiet.from), minuteOfDay(quiet.to)]
  const length = (to - from + MINUTES_A_DAY) % MINUTES_A_DAY
  const gone = (at - from + MINUTES_A_DAY) % MINUTES_A_DAY
  if (gone >= length) return 0
  const end = now.getTime() - (now.getTime() % MINUTE_MS) + (length - gone) * MINUTE_MS
  const off = minutesBetween(to, minuteAt(quiet, end))
  const corrected = end - off * MINUTE_MS
  const isThere = minuteAt(quiet, corrected) === to
  return (isThere ? corrected : end) - now.getTime()
}

/** From one time of the day to another by the shorter way, backwards or forwards. */
function minutesBetween(from: number, to: number): number {
  const ahead = (to - from + MINUTES_A_DAY) % MINUTES_A_DAY
  return ahead > MINUTES_A_DAY / 2 ? ahead - MINUTES_A_DAY : ahead
}

function minuteAt({ time_zone }: Pick<QuietHours, 'time_zone'>, ms: number): number {
  return minuteOfDay(timeIn(time_zone, new Date(ms)))
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
