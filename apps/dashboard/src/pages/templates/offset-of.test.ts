import { expect, test } from 'vitest'
import { offsetOf } from './offset-of.ts'

const text = 'one\ntwo\n\nfour'

test.each([
  ['the first character', 1, 1, 0],
  ['the middle of a later line', 2, 3, 6],
  ['an empty line', 3, 1, 8],
  ['beyond the end of a line', 2, 40, 7],
  ['beyond the end of the text', 9, 9, text.length],
])('%s', (_, line, column, offset) => {
  expect(offsetOf(text, line, column)).toBe(offset)
})
