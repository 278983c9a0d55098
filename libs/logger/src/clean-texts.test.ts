import { expect, test } from 'vitest'
import { CLEAN_CHARS_MAX, CLEAN_TEXTS_MAX, CleanTexts } from './clean-texts.ts'
import { createRedactor } from './index.ts'

test('a text that was clean is redacted once it holds a secret that came up later', () => {
  const redact = createRedactor([])
  const text = 'cloned with plain-looking-value'

  expect(redact(text)).toBe(text)
  redact.add('plain-looking-value')

  expect(redact(text)).toBe('cloned with [redacted]')
})

test('a text that is not clean is redacted each time', () => {
  const redact = createRedactor(['plain-looking-value'])

  expect([1, 2].map(() => redact('a plain-looking-value'))).toEqual([
    'a [redacted]',
    'a [redacted]',
  ])
})

test('only short texts are remembered, and not more than a named number', () => {
  const texts = new CleanTexts()
  const longest = 'x'.repeat(CLEAN_CHARS_MAX)

  texts.add(longest)
  texts.add(`${longest}x`)
  const before = [texts.has(longest), texts.has(`${longest}x`)]
  for (let n = 0; n < CLEAN_TEXTS_MAX; n += 1) texts.add(String(n))

  expect(before).toEqual([true, false])
  expect([texts.has(longest), texts.has(String(CLEAN_TEXTS_MAX - 1))]).toEqual([false, true])
})
