import type { Config } from '@millwright/config'
import type { Incident } from '@millwright/store'

const HOUR_MS = 60 * 60 * 1000

/** When a person should have answered for an incident, in milliseconds since 1970. */
export function dueAt(
  { escalation }: Pick<Config, 'escalation'>,
  { opened_at, urgency }: Pick<Incident, 'opened_at' | 'urgency'>,
): number {
  return Date.parse(opened_at) + escalation.hours[urgency] * HOUR_MS
}
