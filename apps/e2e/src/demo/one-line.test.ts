import { expect, test } from 'vitest'
import { oneLine } from './one-line.ts'

test.each([
  ['two\r\nlines\tand  spaces ', 'two lines and spaces'],
  ['a\u001b[31mred\u001b[0m\u0007bell', 'aredbell'],
  ['left\u202eright\u2066\u200b\ufeff', 'leftright'],
  ['tag\u{e0041}\u{e0042}', 'tag'],
])('%j is shown as %j', (text, shown) => {
  expect(oneLine(text, 100)).toBe(shown)
})

test('a text is cut between characters, and the cut is shown', () => {
  expect(oneLine('\u{1f600}'.repeat(4), 3)).toBe('\u{1f600}\u{1f600}\u2026')
  expect(oneLine('\u{1f600}'.repeat(3), 3)).toBe('\u{1f600}'.repeat(3))
})
