import { createRedactor } from '@millwright/logger'
import { expect, test } from 'vitest'
import { redactStrings } from './redact-strings.ts'

test('secrets go from every string, however deep, and nothing else changes', () => {
  const redact = createRedactor(['a-very-secret-value'])
  const value = {
    summary: 'printed a-very-secret-value',
    evidence: [{ line: 3, text: 'token=a-very-secret-value' }],
    replay: null,
    flaky: false,
  }

  const clean = redactStrings(value, redact)

  expect(JSON.stringify(clean)).not.toContain('a-very-secret-value')
  expect(clean).toMatchObject({ replay: null, flaky: false, evidence: [{ line: 3 }] })
})

test('a string is never longer than it was', () => {
  const redact = createRedactor(['12345678'])

  expect(redactStrings('12345678', redact)).toHaveLength(8)
})
