import { hostileInstructions } from '@millwright/testing'
import { expect, test } from 'vitest'

test('there are at least 60 instructions, each known by a name of its own', () => {
  const ids = hostileInstructions.map(({ id }) => id)

  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThanOrEqual(60)
})
