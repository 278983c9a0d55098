import { expect, test } from 'vitest'
import { holdsPart, keyForms } from './key-forms.ts'

const key = 'sk-ant-0a1b2c3d4e5f60718293a4b5c6d7e8f9'

test.each(Object.entries(keyForms(key)))('a part of a secret is seen in its form %s', (_, text) => {
  expect(holdsPart(`before ${text} after`, key)).toBe(true)
})

test('a text without it holds no part of it', () => {
  expect(holdsPart('before [redacted] after sk-ant and 0a1b2c3d', key)).toBe(false)
})
