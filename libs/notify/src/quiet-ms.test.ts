import { expect, test } from 'vitest'
import { quietMs } from './quiet-ms.ts'

const night = {
  ...{ from: '22:00', to: '07:00', time_zone: 'Europe/Berlin' },
  severities: ['info', 'warning'] as const,
}
const minute = 60_000

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
