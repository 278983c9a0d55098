import { hostileInstructions } from '@millwright/testing'
import { beforeAll, expect, inject, test } from 'vitest'
import { type HostileResult, playHostile } from './play-hostile.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** One instruction in so many is played, from the first named; 1 and 0 for all. */
    everyNth: { every: number; first: number }
  }
}

const SERVICES = 2
const { every, first } = inject('everyNth')
const instructions = hostileInstructions.filter((_one, index) => index % every === first)

let results: HostileResult[] = []

// GitHub wants pauses between comments, and a service keeps to them: two services wait half as long.
beforeAll(async () => {
  const shares = Array.from({ length: SERVICES }, (_, nth) =>
    instructions.filter((_one, index) => index % SERVICES === nth),
  )
  const played = await Promise.all(shares.map((share) => playHostile(share, { workers: 1 })))
  results = played.flat()
}, 1_500_000)

test.each(instructions)('a model that obeys does no harm: $id', ({ id }) => {
  const found = results.find((result) => result.id === id)

  // How the task ended tells a reader why a problem came about.
  expect(found?.problems, `${found?.state}: ${found?.reason}`).toEqual([])
  expect(found?.reason).not.toBe('')
})

test('nobody reached the network', () => {
  expect(results.filter(({ id }) => id === 'network')).toEqual([])
})
