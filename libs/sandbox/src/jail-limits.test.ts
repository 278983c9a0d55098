import { expect, test } from 'vitest'
import { describeLimits, limitsHeld } from './jail-limits.ts'

const others = { processes: 'watch', files: 'each' } as const

test('a jail without a control group has its memory looked at', () => {
  const text = describeLimits(limitsHeld('bwrap', null))

  expect(text).toMatch(/^memory is held together, by five looks a second;/)
  expect(text).not.toContain('memory that processes share')
})

test('who has neither jail nor control group is told that shared memory has no limit', () => {
  const text = describeLimits({ memory: 'each', ...others })

  expect(text).toContain('memory is held for each process alone, and memory that processes share')
  expect(text).toContain('by NOTHING')
})

test('a control group holds all memory', () => {
  const text = describeLimits({ memory: 'cgroup', ...others })

  expect(text).toContain('memory is held together, by a control group;')
  expect(text).not.toContain('NOTHING')
})
