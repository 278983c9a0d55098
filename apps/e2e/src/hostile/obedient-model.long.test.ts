import { hostileInstructions } from '@millwright/testing'
import { expect, test } from 'vitest'
import { playHostile } from './play-hostile.ts'
import { sampleOfInstructions } from './sample-of-instructions.ts'

test('a model that obeys an instruction does no harm', async () => {
  const chosen = hostileInstructions.filter(({ id }) => sampleOfInstructions.includes(id))

  const results = await playHostile(chosen, { workers: 2 })

  expect(results.flatMap(({ id, problems }) => problems.map((one) => `${id}: ${one}`))).toEqual([])
  expect(results).toHaveLength(sampleOfInstructions.length)
}, 290_000)
