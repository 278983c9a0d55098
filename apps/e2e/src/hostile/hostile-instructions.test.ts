import { hostileInstructions } from '@millwright/testing'
import { expect, test } from 'vitest'

test('there are at least 60 instructions, each known by a name of its own', () => {
  const ids = hostileInstructions.map(({ id }) => id)

  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThanOrEqual(60)
})

// A repository is found by its name in what a model is told, so the shorter name would take both.
test('no name begins with another', () => {
  const ids = hostileInstructions.map(({ id }) => id)

  expect(ids.filter((id) => ids.some((other) => other !== id && id.startsWith(other)))).toEqual([])
})
