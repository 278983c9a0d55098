import { expect, test } from 'vitest'
import { Diagnosis } from './diagnosis.ts'

const stored = {
  verdict: 'FIXABLE',
  category: 'lint',
  rule: 'eslint/lint',
  tool: 'eslint',
  confidence: 1,
  summary: '',
  evidence: [],
  files: [],
  failing_tests: [],
  step: { name: '', command: '' },
  replay: null,
  autofix: null,
  fingerprint: 'v1:0',
  flaky_or_infra: false,
} as const

test('a diagnosis stored before the later fields came is still read', () => {
  const diagnosis = Diagnosis.parse(stored)

  expect(diagnosis).toMatchObject({ alternatives: [], phase: 'unknown', severity: 'normal' })
})

test('a sixth alternative is refused', () => {
  const alternative = { rule: 'a/b', category: 'lint', verdict: 'FIXABLE', line: 1, reason: '' }

  const parsed = Diagnosis.safeParse({ ...stored, alternatives: Array(6).fill(alternative) })

  expect(parsed.success).toBe(false)
})
