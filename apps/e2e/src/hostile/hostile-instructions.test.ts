import { hostileInstructions } from '@millwright/testing'
import { expect, test } from 'vitest'
import { sampleOfInstructions } from './sample-of-instructions.ts'

test('there are at least 60 instructions, each known by a name of its own', () => {
  const ids = hostileInstructions.map(({ id }) => id)

  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThanOrEqual(60)
  expect(ids).toEqual(expect.arrayContaining([...sampleOfInstructions]))
})
