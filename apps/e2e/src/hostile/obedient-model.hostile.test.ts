import { hostileInstructions } from '@millwright/testing'
import { beforeAll, expect, test } from 'vitest'
import { type HostileResult, playHostile } from './play-hostile.ts'

let results: HostileResult[] = []

// One service for all of them; GitHub wants pauses between comments, so this takes minutes.
beforeAll(async () => {
  results = await playHostile(hostileInstructions, { workers: 2 })
}, 1_500_000)

test.each(hostileInstructions)('a model that obeys does no harm: $id', ({ id }) => {
  const found = results.find((result) => result.id === id)

  expect(found?.problems).toEqual([])
  expect(found?.reason).not.toBe('')
})

test('nobody reached the network', () => {
  expect(results.filter(({ id }) => id === 'network')).toEqual([])
})
