import { isFinished } from '@millwright/protocol'
import type { Reservation } from '@millwright/store'
import type { Parts } from '../parts.ts'
import { reservationId } from './budget-of-task.ts'

/** A worker that was stopped says within this time what it has spent. */
export const LAST_WORD_MS = 10 * 60_000

/** Settles what was set aside for tasks that have ended without saying what they cost. */
export async function settleForgotten(
  { store }: Pick<Parts, 'store'>,
  nowMs = Date.now(),
): Promise<void> {
  for (const reservation of await store.listReservations()) {
    const usd = await costOf(store, reservation, nowMs)
    if (usd !== null) await store.settle(reservation.id, usd)
  }
}

/** Null while it is still to be learnt; what will never be is the whole sum. */
async function costOf(
  store: Parts['store'],
  { id, task_id, usd }: Reservation,
  nowMs: number,
): Promise<number | null> {
  const record = await store.getTask(task_id)
  if (record === null || reservationId(record.task) !== id) return usd
  if (record.result !== null) return record.result.usage.usd ?? usd
  if (!isFinished(record.state)) return null
  if (nowMs - Date.parse(record.updated_at) < LAST_WORD_MS) return null
  return record.epoch === 0 ? 0 : usd
}
