import type { Category, Verdict } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { newStep } from '../steps/log-step.ts'
import { describeFailure, type Traits } from './describe-failure.ts'

function check(category: Category, verdict: Verdict, command: string, wanted: Traits) {
  test(`${category} in "${command}" is ${Object.values(wanted).join(', ')}`, () => {
    const step = { ...newStep(`Run ${command}`, 1), command }

    expect(describeFailure(category, verdict, step)).toEqual(wanted)
  })
}

check('lint', 'FIXABLE', 'npm test', {
  ...{ phase: 'lint', domain: 'code', transience: 'deterministic' },
})
check('network', 'INVESTIGATE', 'npm ci', {
  ...{ phase: 'install', domain: 'platform', transience: 'maybe-transient' },
})
check('permission', 'ESCALATE', 'npm publish', {
  ...{ phase: 'package', domain: 'authority', transience: 'deterministic' },
})
check('test-error', 'INVESTIGATE', 'pytest', {
  ...{ phase: 'test', domain: 'code', transience: 'unknown' },
})
check('timeout', 'INVESTIGATE', 'make', {
  ...{ phase: 'build', domain: 'unknown', transience: 'maybe-transient' },
})

test('a job without a step never started', () => {
  expect(describeFailure('billing', 'ESCALATE', null).phase).toBe('never-started')
})

test('what follows the steps of a job is its post phase', () => {
  const step = { ...newStep('Post job', 1), isPost: true }

  expect(describeFailure('cache', 'INVESTIGATE', step).phase).toBe('post')
})
