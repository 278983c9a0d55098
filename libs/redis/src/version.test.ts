import { expect, test } from 'vitest'
import { hasVersion } from './version.ts'

test.each([
  ['7.0.15', true],
  ['6.2.0', true],
  ['10.1', true],
  ['6.0.16', false],
  ['5.9.9', false],
  ['', false],
  ['unstable', false],
])('%s is at least 6.2: %s', (version, expected) => {
  expect(hasVersion(version, 6, 2)).toBe(expected)
})
