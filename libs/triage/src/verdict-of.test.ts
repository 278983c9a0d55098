import { Category } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { taskTypeOf, verdictOf } from './verdict-of.ts'

test('what needs authority or is not understood is for a person', () => {
  const escalated = Category.options.filter((category) => verdictOf(category) === 'ESCALATE')

  expect(escalated).toEqual([
    'permission',
    'secret-missing',
    'auth-expired',
    'billing',
    'security-finding',
    'secret-leak',
    'policy-gate',
    'merge-conflict',
    'deploy-failure',
    'license',
    'unknown',
  ])
})

test('the verdict decides what kind of task a category leads to', () => {
  expect(taskTypeOf({ verdict: 'FIXABLE', category: 'format' })).toBe('fix_format')
  expect(taskTypeOf({ verdict: 'FIXABLE', category: 'assertion-mismatch' })).toBe(
    'fix_test_failure',
  )
  expect(taskTypeOf({ verdict: 'INVESTIGATE', category: 'format' })).toBe('investigate')
  expect(taskTypeOf({ verdict: 'ESCALATE', category: 'format' })).toBe('escalate')
})

test('what is called fixable has a task that edits, and nothing else has', () => {
  for (const category of Category.options) {
    const verdict = verdictOf(category)
    const edits = taskTypeOf({ verdict, category }).startsWith('fix_')
    expect([category, edits]).toEqual([category, verdict === 'FIXABLE'])
  }
  expect(taskTypeOf({ verdict: 'FIXABLE', category: 'link-error' })).toBe('fix_build')
})

test('an invalid workflow could be mended by an edit, as far as its log tells', () => {
  expect(verdictOf('workflow-syntax')).toBe('FIXABLE')
})
