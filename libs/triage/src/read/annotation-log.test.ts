import { beforeAll, expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { ANNOTATIONS_MAX } from '../limits.ts'
import { builtinRules } from '../packs/load-rules.ts'
import type { RuleSet } from '../packs/rule-set.ts'
import { type Annotation, annotationLog } from './annotation-log.ts'

/** Reading all packs takes its time on a busy machine. */
const RULES_MS = 60_000

let rules: RuleSet
beforeAll(async () => {
  rules = await builtinRules()
}, RULES_MS)

function withoutLog(...messages: string[]) {
  const annotations: Annotation[] = messages.map((message) => ({ level: 'failure', message }))
  return diagnose('', { conclusion: 'failure', hasLog: false, annotations }, rules)
}

test('a job that was not started for want of payment is told by its annotation', async () => {
  const diagnosis = await withoutLog(
    'The job was not started because recent account payments have failed or your spending limit ' +
      "needs to be increased. Please check the 'Billing & plans' section in your settings",
  )

  expect(diagnosis).toMatchObject({ verdict: 'ESCALATE', category: 'billing' })
  expect(diagnosis.evidence[0]?.text).toContain('recent account payments have failed')
})

test('an invalid workflow file is told by its annotation', async () => {
  const { category } = await withoutLog(
    'Invalid workflow file: .github/workflows/ci.yml#L7\nThe workflow is not valid.',
  )

  expect(category).toBe('workflow-syntax')
})

test('an annotation that no rule knows is shown', async () => {
  const diagnosis = await withoutLog('The moon was full.')

  expect(diagnosis.category).toBe('unknown')
  expect(diagnosis.evidence[0]?.text).toContain('The moon was full.')
})

test('a job with neither log nor annotations is said to have none', async () => {
  expect((await withoutLog()).summary).toContain('GitHub has no log')
})

test('without a log the step that GitHub marks as failed is named', async () => {
  const facts = { conclusion: 'failure', failedStep: 'Unit tests' }

  const missing = await diagnose('', { ...facts, hasLog: false }, rules)
  const plain = await diagnose('src/a.ts(3,7): error TS2322: no', facts, rules)

  expect(missing.step.name).toBe('Unit tests')
  expect(missing.summary).toContain('nothing says why its step "Unit tests" failed')
  expect(plain).toMatchObject({ rule: 'tsc/error', step: { name: '' } })
})

test('annotations beyond the limit are left out', () => {
  const many = Array.from(
    { length: ANNOTATIONS_MAX + 5 },
    (): Annotation => ({
      level: 'warning',
      message: 'x',
    }),
  )

  expect(annotationLog(many).trim().split('\n')).toHaveLength(ANNOTATIONS_MAX)
})
