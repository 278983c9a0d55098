import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Slots } from './slots.ts'

test('no more pieces of work run at a time than there are slots, and a failure frees its slot', async () => {
  const slots = new Slots(2)
  let [running, most] = [0, 0]
  const work = (fails: boolean) => async () => {
    running += 1
    most = Math.max(most, running)
    await sleep(1)
    running -= 1
    if (fails) throw new Error('failed')
  }

  const ends = await Promise.allSettled(
    [true, false, true, false, false].map((fails) => slots.use(work(fails))),
  )

  expect(most).toBe(2)
  expect(ends.map((end) => end.status)).toEqual([
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
})
