import { expect, test } from 'vitest'
import { RestartPolicy, STARTS_PER_MINUTE_MAX } from './restart-policy.ts'

test('the pauses grow, and the eighth end within a minute is the last', () => {
  let now = 0
  const policy = new RestartPolicy({ now: () => now })
  const waits: (number | null)[] = []

  for (let starts = 0; starts < STARTS_PER_MINUTE_MAX; starts += 1) {
    policy.started()
    now += 10
    waits.push(policy.nextWaitMs())
  }

  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, null])
})

test('a process that has run for a minute starts with a clean sheet', () => {
  let now = 0
  const policy = new RestartPolicy({ now: () => now })
  for (let starts = 0; starts < STARTS_PER_MINUTE_MAX; starts += 1) policy.started()
  now += 60_001

  expect(policy.nextWaitMs()).toBe(250)
})
