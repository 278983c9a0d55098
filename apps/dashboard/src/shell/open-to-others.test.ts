import { expect, test } from 'vitest'
import { isOpenToOthers } from './open-to-others.ts'

test.each([
  [true, '127.0.0.1', false],
  [true, 'localhost', false],
  [true, '[::1]', false],
  [true, 'mill.example.org', true],
  [true, '127.0.0.1.example.org', true],
  [true, '192.168.1.7', true],
  [false, 'mill.example.org', false],
])('with reading open %j under %s others read: %j', (reading_is_open, hostname, isOpen) => {
  expect(isOpenToOthers({ reading_is_open }, hostname)).toBe(isOpen)
})

test('before the service has said who may read nothing is claimed', () => {
  expect(isOpenToOthers(null, 'mill.example.org')).toBe(false)
})
