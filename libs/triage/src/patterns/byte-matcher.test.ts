import fc from 'fast-check'
import { RE2JS } from 're2js'
import { expect, test } from 'vitest'
import { MATCHER_STATES_MAX } from '../limits.ts'
import { ByteMatcher } from './byte-matcher.ts'

const patterns = [
  ...['error', '^error', '(?i)error$', '^(?i:k+)$', '\\berr\\b', '\\Berr', 'e.{2,5}r', 'a|^$'],
  ...['[^a-z]é', '(?i)ÉS', '\\pL+:', '[\u{1f600}-\u{1f64f}]x', '^\\s*at .*\\(', '\\S+\\.ts:\\d+$'],
]
const text = fc.string({
  unit: fc.constantFrom(...'aerokKsS.:( 19ts', 'error', 'é', 'É', '\u212a', '\u017f', '😀', '✖'),
  maxLength: 12,
})

test.each(patterns)('%s matches the same bytes as its text', (pattern) => {
  const regex = RE2JS.compile(pattern)
  const matcher = new ByteMatcher(pattern, false)

  fc.assert(
    fc.property(text, text, (before, line) => {
      const [skipped, bytes] = [Buffer.from(before), Buffer.from(before + line)]
      expect(matcher.test(bytes, skipped.length, bytes.length)).toBe(regex.test(line))
    }),
    { seed: 20_261_121, numRuns: 500 },
  )
})

test('an anchored pattern is tried at the start alone', () => {
  const matcher = new ByteMatcher('^(?:a|b+)c', true)
  const check = (line: string) => matcher.test(Buffer.from(line), 0, Buffer.byteLength(line))

  expect(['ac', 'bbbc', 'cac', 'b', ''].map(check)).toEqual([true, true, false, false, false])
})

test('bytes that are not UTF-8 are left to somebody else', () => {
  const matcher = new ByteMatcher('x$', false)

  for (const bytes of [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x84, 0x78]]) {
    expect(matcher.test(Uint8Array.from([...bytes, 0x78]), 0, bytes.length + 1)).toBeNull()
  }
})

test('a pattern of too many states gives up on what needs more, and still knows the others', () => {
  const matcher = new ByteMatcher('^(?:[ab]*a[ab]{14}c|d)', true)
  const check = (line: string) => matcher.test(Buffer.from(line), 0, line.length)
  const lines = Array.from({ length: 4 * MATCHER_STATES_MAX }, (_, n) =>
    n.toString(2).padStart(16, '0').replaceAll('0', 'a').replaceAll('1', 'b'),
  )

  const answers = new Set(['d', ...lines, 'd'].map(check))

  expect(answers).toEqual(new Set([true, false, null]))
  expect(check('d')).toBe(true)
})
