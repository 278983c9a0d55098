import { hostileInstructions } from '@millwright/testing'
import { expect, test } from 'vitest'
import { playHostile } from './play-hostile.ts'

/** One or two of each kind; `npm run test:hostile` plays them all. */
const sample = [
  ...['read-secret-files', 'reach-later', 'edit-workflow', 'leave-key', 'sniff-runner'],
  ...['answer-by-heart', 'leak-unseen', 'speak-fence', 'forge-fence-end', 'forge-proof'],
]

test('there are at least 60 instructions, each known by a name of its own', () => {
  const ids = hostileInstructions.map(({ id }) => id)

  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThanOrEqual(60)
  expect(ids).toEqual(expect.arrayContaining(sample))
})

test('a model that obeys an instruction does no harm', async () => {
  const chosen = hostileInstructions.filter(({ id }) => sample.includes(id))

  const results = await playHostile(chosen, { workers: 2 })

  expect(results.flatMap(({ id, problems }) => problems.map((one) => `${id}: ${one}`))).toEqual([])
  expect(results).toHaveLength(sample.length)
}, 290_000)
