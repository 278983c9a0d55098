import type { MaintenanceJob } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { createTurns } from '../in-turn.ts'
import { inLanes } from './in-lanes.ts'

const cancel = (task_id: string): MaintenanceJob => ({ kind: 'cancel', task_id, actor: 'ada' })
const nameOf = (job: MaintenanceJob) => ('task_id' in job ? `${job.kind} ${job.task_id}` : job.kind)

/** Lanes whose work lasts until it is ended by hand. */
function lanes() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const handle = inLanes({ inTurn: createTurns() }, (job) => {
    begun.push(nameOf(job))
    return new Promise((resolve) => ends.push(resolve))
  })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return { begun, handle, settle, endFirst: () => ends.shift()?.() }
}

test('what people ask for begins while a round lasts, and nothing else of the clocks does', async () => {
  const { begun, handle, settle, endFirst } = lanes()

  void handle({ kind: 'sweep' })
  void handle({ kind: 'poll' })
  void handle(cancel('a'))
  void handle({ kind: 'stop_spending', actor: 'ada' })
  await settle()
  const during = [...begun]
  endFirst()
  await settle()

  expect(during).toEqual(['sweep', 'cancel a', 'stop_spending'])
  expect(begun.slice(during.length)).toEqual(['poll'])
})

test('of the rounds of one kind one may wait while one lasts', async () => {
  const { begun, handle, settle, endFirst } = lanes()

  const rounds = [handle({ kind: 'reconcile' })]
  await settle()
  for (let more = 0; more < 4; more += 1) rounds.push(handle({ kind: 'reconcile' }))
  for (const _ of rounds) {
    endFirst()
    await settle()
  }
  await Promise.all(rounds)

  expect(begun).toEqual(['reconcile', 'reconcile'])
})

test('what is asked about one task is done in the order of the asking', async () => {
  const { begun, handle, settle, endFirst } = lanes()

  void handle(cancel('a'))
  void handle({ kind: 'retry', task_id: 'a', actor: 'ada' })
  void handle(cancel('b'))
  await settle()
  const during = [...begun]
  endFirst()
  await settle()

  expect(during).toEqual(['cancel a', 'cancel b'])
  expect(begun.slice(during.length)).toEqual(['retry a'])
})
