import { expect, test } from 'vitest'
import { printable, printableJson, printableLines } from './printable.ts'

test.each([
  ['a colour', '\u001b[31mred\u001b[0m', '[31mred [0m'],
  ['a window title', '\u001b]0;owned\u0007text', ']0;owned text'],
  ['an eight-bit escape', '\u009b2Jtext', '2Jtext'],
  ['a line break', 'one\ntwo\r\nthree', 'one two three'],
  ['a bidirectional override', 'user\u202Eexe.txt', 'user exe.txt'],
  ['an invisible tag', `a${String.fromCodePoint(0xe0041)}b`, 'a b'],
  ['a zero-width space', 'a\u200Bb', 'a b'],
  ['a filler', 'a\u3164\u034fb', 'a b'],
  ['ordinary text', 'Grüße, 世界: 50 % ⚠️', 'Grüße, 世界: 50 % ⚠️'],
])('%s does not reach the terminal', (_, text, expected) => {
  expect(printable(text)).toBe(expected)
})

test('text of several lines keeps its lines and nothing else that is invisible', () => {
  expect(printableLines('a\u001b[2J\n b\u0007\n')).toBe('a [2J\n b\n')
})

test('JSON means the same to a program and holds nothing that a terminal obeys', () => {
  const value = { text: `\u001b\u009b\u202E${String.fromCodePoint(0xe0041)}\u2028\u3164ü` }

  const text = printableJson(value)

  expect(JSON.parse(text)).toEqual(value)
  expect(text).toBe('{"text":"\\u001b\\u009b\\u202e\\udb40\\udc41\\u2028\\u3164ü"}')
})
