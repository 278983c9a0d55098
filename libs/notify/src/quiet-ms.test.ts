import { expect, test } from 'vitest'
import { quietMs } from './quiet-ms.ts'

const night = {
  ...{ from: '22:00', to: '07:00', time_zone: 'Europe/Berlin' },
  severities: ['info', 'warning'] as const,
}
const minute = 60_000
const lordHowe = { ...night, time_zone: 'Australia/Lord_Howe' }
const kathmandu = { ...night, time_zone: 'Asia/Kathmandu' }
const kiritimati = { ...night, time_zone: 'Pacific/Kiritimati' }

test.each([
  ['before them', '2026-01-10T20:59:59Z', 0],
  ['at their first minute', '2026-01-10T21:00:00Z', 9 * 60 * minute],
  ['after midnight', '2026-01-10T23:30:10Z', (6 * 60 + 30) * minute - 10_000],
  ['in their last second', '2026-01-11T05:59:59Z', 1_000],
  ['at their end', '2026-01-11T06:00:00Z', 0],
  ['in summer', '2026-07-10T20:00:00Z', 9 * 60 * minute],
])('%s it waits so long', (_, now, waitMs) => {
  expect(quietMs(night, 'warning', new Date(now))).toBe(waitMs)
})

/** In Berlin clocks go from 2 to 3 on 29 March 2026, and from 3 back to 2 on 25 October 2026. */
test.each([
  ['the hour that is left out is not waited for', night, '2026-03-28T21:00:00Z', '05:00'],
  ['the hour that comes twice is waited for twice', night, '2026-10-24T20:00:00Z', '06:00'],
  ['after the change nothing is different', night, '2026-03-29T03:00:00Z', '05:00'],
  [
    'an end that is left out comes after the change',
    until('02:30'),
    '2026-03-28T22:00:00Z',
    '01:30',
  ],
  ['of an end that comes twice the first counts', until('02:30'), '2026-10-24T22:00:00Z', '00:30'],
  ['half an hour may be left out, too', lordHowe, '2026-10-03T12:00:00Z', '20:00'],
  ['a zone may be three quarters of an hour off', kathmandu, '2026-01-10T17:00:00Z', '01:15'],
  ['a zone may be a day ahead', kiritimati, '2026-01-10T09:00:00Z', '17:00'],
])('in the night in which clocks change, %s', (_, quiet, from, endsAt) => {
  const now = new Date(from)

  const end = new Date(now.getTime() + quietMs(quiet, 'warning', now))

  expect(end.toISOString().slice(11)).toBe(`${endsAt}:00.000Z`)
})

test('throughout a whole year it ends when the wall clock says so', () => {
  const start = Date.parse('2026-01-01T00:00:00Z')
  const wall = new Intl.DateTimeFormat('en-GB', {
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    timeZone: 'America/New_York',
  })
  const quiet = { ...night, time_zone: 'America/New_York' }

  const wrong: string[] = []
  for (let ms = start; ms < start + 365 * 24 * 60 * minute; ms += 37 * minute) {
    const wait = quietMs(quiet, 'info', new Date(ms))
    if (wait > 0 && wall.format(new Date(ms + wait)) !== '07:00') wrong.push(String(ms))
  }

  expect(wrong).toEqual([])
})

test('hours within one day end on that day', () => {
  const noon = { ...night, from: '12:00', to: '13:00', time_zone: 'UTC' }

  const at = (time: string) => quietMs(noon, 'info', new Date(`2026-01-10T${time}Z`))

  expect([at('11:59:00'), at('12:15:00'), at('13:00:00')]).toEqual([0, 45 * minute, 0])
})

test('what does not keep quiet, and where there are no quiet hours, nothing waits', () => {
  const midnight = new Date('2026-01-10T23:00:00Z')

  expect(quietMs(night, 'action', midnight)).toBe(0)
  expect(quietMs(null, 'info', midnight)).toBe(0)
})

function until(to: string) {
  return { ...night, to }
}
