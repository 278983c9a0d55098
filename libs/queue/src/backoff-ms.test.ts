import { expect, test } from 'vitest'
import { backoffMs } from './backoff-ms.ts'
import { BACKOFF_MS_MAX } from './limits.ts'

test('pauses double from the first one, at least half of it fixed', () => {
  for (const [made, whole] of [
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
  ] as const) {
    const ms = backoffMs(made, 1_000)

    expect(ms).toBeGreaterThanOrEqual(whole / 2)
    expect(ms).toBeLessThanOrEqual(whole)
  }
})

test('no pause is longer than the limit, however often it failed', () => {
  expect(backoffMs(50, 1_000)).toBeLessThanOrEqual(BACKOFF_MS_MAX)
  expect(backoffMs(50, 1_000)).toBeGreaterThanOrEqual(BACKOFF_MS_MAX / 2)
})
