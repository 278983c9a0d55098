import { expect, test } from 'vitest'
import { pauseOf } from './pause-of.ts'

const everything = { scope: '*', actor: 'anna', at: '2026-01-01T00:00:00.000Z' }
const one = { ...everything, scope: 'acme/web' }

test.each([
  [null, null, false],
  [{ paused_by_config: false, pauses: [one] }, null, false],
  [{ paused_by_config: true, pauses: [one, everything] }, 'paused by anna', true],
  [{ paused_by_config: true, pauses: [one] }, 'paused in the configuration', false],
])('%j is shown as %j, and a button can end it: %j', (overview, word, canResume) => {
  expect(pauseOf(overview)).toEqual({ word, canResume })
})
