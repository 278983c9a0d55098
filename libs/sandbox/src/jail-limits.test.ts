import { expect, test } from 'vitest'
import { describeLimits } from './jail-limits.ts'

const others = { processes: 'watch', files: 'each' } as const

test('who has no control group is told that shared memory has no limit', () => {
  const text = describeLimits({ memory: 'each', ...others })

  expect(text).toContain('memory is held for each process alone, and memory that processes share')
  expect(text).toContain('by NOTHING')
})

test('a control group holds all memory', () => {
  const text = describeLimits({ memory: 'cgroup', ...others })

  expect(text).toContain('memory is held together, by a control group;')
  expect(text).not.toContain('NOTHING')
})
