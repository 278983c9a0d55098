import { expect, test } from 'vitest'
import { TOGETHER_MAX } from '../limits.ts'
import { writeTogether } from './write-together.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)

test('what is asked for at the same time is written in one go, each item once', async () => {
  const writes: (readonly number[])[] = []
  const write = writeTogether(async (items: readonly number[]) => writes.push(items))

  await Promise.all(numbers(40).map(write))
  await Promise.all(numbers(60).map(write))

  expect(writes).toEqual([numbers(40), numbers(60)])
})

test('no write holds more than a fixed number', async () => {
  const sizes: number[] = []
  const write = writeTogether(async ({ length }: readonly number[]) => sizes.push(length))

  await Promise.all(numbers(TOGETHER_MAX + 1).map(write))

  expect(sizes).toEqual([TOGETHER_MAX, 1])
})

test('a write that fails refuses what was in it, and the next one goes on', async () => {
  let isAway = true
  const write = writeTogether(async (_items: readonly number[]) => {
    if (isAway) throw new Error('away')
  })

  const lost = await Promise.allSettled(numbers(2).map(write))
  isAway = false
  await write(0)

  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
