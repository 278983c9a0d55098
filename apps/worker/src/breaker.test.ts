import { ModelError } from '@millwright/model'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Breaker, COOL_MS_MAX } from './breaker.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const overloaded = (retryAfterMs: number | null = null) =>
  new ModelError('overloaded', '529', retryAfterMs, null)

function open() {
  const seen: (number | 'try')[] = []
  const breaker = new Breaker({
    onAway: (_error, coolMs) => seen.push(coolMs),
    onTry: () => seen.push('try'),
    coolMs: 1000,
  })
  return { breaker, seen }
}

test('an outage pauses, is tried, and pauses for twice as long as it lasts, up to a limit', () => {
  const { breaker, seen } = open()

  for (let time = 0; time < 12; time += 1) {
    breaker.trip(overloaded())
    vi.runAllTimers()
  }

  expect(seen.slice(0, 6)).toEqual([1000, 'try', 2000, 'try', 4000, 'try'])
  expect(seen.at(-2)).toBe(COOL_MS_MAX)
  expect(breaker.isTrying).toBe(true)
})

test('one answer ends the outage, and the next one begins anew', () => {
  const { breaker, seen } = open()
  breaker.trip(overloaded())
  vi.runAllTimers()

  breaker.answered()

  expect(breaker.status()).toMatchObject({ state: 'ok', code: null, next_try_at: null })
  breaker.trip(overloaded())
  expect(seen).toEqual([1000, 'try', 1000])
})

test('requests that fail together make one pause', () => {
  const { breaker, seen } = open()

  breaker.trip(overloaded())
  breaker.trip(overloaded())

  expect(seen).toEqual([1000])
  expect(() => breaker.check()).toThrow('overloaded')
})

test('a provider is left alone for as long as it asks, within the limit', () => {
  const { breaker, seen } = open()

  breaker.trip(overloaded(7000))
  vi.runAllTimers()
  breaker.trip(overloaded(86_400_000))

  expect(seen).toEqual([7000, 'try', COOL_MS_MAX])
})
