import { expect, test } from 'vitest'
import type { Delivery } from '../delivery.ts'
import { INTAKE_MAX, INTAKE_RUSH_PER_SECOND } from '../limits.ts'
import { Backlog } from './backlog.ts'

const perTenth = INTAKE_RUSH_PER_SECOND / 10

function deliveries(count: number): Delivery[] {
  const received_at = new Date(0).toISOString()
  return Array.from({ length: count }, (_, n) => ({
    ...{ delivery_id: `guid-${n}`, event: 'push', source: 'webhook', received_at, payload: {} },
  }))
}

/** Whether it is a rush when so many came within a tenth of a second on top of what lay there. */
function isRush(came: number, lay = 0): boolean {
  const backlog = new Backlog(deliveries(lay))
  backlog.isRush(1_000)
  backlog.push(deliveries(came))
  return backlog.isRush(1_100)
}

test('it is a rush while more come in a second than a fixed number', () => {
  expect([isRush(perTenth), isRush(perTenth + 1)]).toEqual([false, true])
})

test('a rush is over when nothing comes any more', () => {
  const backlog = new Backlog([])
  backlog.push(deliveries(1_000))

  expect([backlog.isRush(10), backlog.isRush(20)]).toEqual([true, false])
})

test('when half of the room is taken nothing counts as a rush', () => {
  const half = INTAKE_MAX / 2

  expect([isRush(half - 1), isRush(half), isRush(1_000, half)]).toEqual([true, false, false])
})
