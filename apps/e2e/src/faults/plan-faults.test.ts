import { expect, test } from 'vitest'
import { planFaults, processKinds } from './plan-faults.ts'

test('a seed and the next one kill each kind of process, and always in the same way', () => {
  for (const seed of [0, 2, 4, 40, 998]) {
    const pair = [...planFaults(seed), ...planFaults(seed + 1)]
    const killed = pair.filter((fault) => fault.sleepMs === null).map(({ kind }) => kind)

    expect(killed.toSorted()).toEqual(processKinds.toSorted())
    expect([...planFaults(seed), ...planFaults(seed + 1)]).toEqual(pair)
  }
})

test('two seeds choose other moments', () => {
  const moments = (seed: number) => planFaults(seed).map(({ atMs }) => atMs)

  expect(moments(0)).not.toEqual(moments(1))
  expect(moments(0)).not.toEqual(moments(2))
})
