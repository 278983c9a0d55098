import { z } from 'zod'
import { field } from './field.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as HH:MM')

/** A part of each day; `start` says what begins with it. */
export function quietTimes(start: string) {
  return {
    from: field(time, { doc: start, unit: 'HH:MM' }),
    to: field(time, { doc: 'Their end, which may lie on the next day.', unit: 'HH:MM' }),
    time_zone: field(z.string().refine(isTimeZone, 'no time zone of this machine').optional(), {
      doc: 'Zone in which these times are meant, such as `Europe/Berlin`.',
      fallback: 'the zone of the machine',
    }),
  }
}

/** For `refine`: hours that end when they begin are a mistake. */
export const differs: [
  check: (times: { from: string; to: string }) => boolean,
  problem: { path: string[]; message: string },
] = [({ from, to }) => from !== to, { path: ['to'], message: 'the same as from' }]

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).format() !== ''
  } catch {
    return false
  }
}
