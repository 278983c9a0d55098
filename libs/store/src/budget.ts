import type { Redis } from 'ioredis'
import { z } from 'zod'
import { reserveScript, settleScript } from './budget-scripts.ts'
import { keys } from './keys.ts'
import { BUDGET_KEEP_SECONDS } from './limits.ts'
import { tryRecord } from './read-record.ts'

/** Money that is set aside for one piece of work until it is known what it has cost. */
export const Reservation = z.object({
  /** Names the work: the same name is set aside, and paid, once. */
  id: z.string().max(300),
  task_id: z.string().max(200),
  usd: z.number().min(0),
  /** All budgets that it counts against. */
  scopes: z.array(z.string().max(400)).min(1).max(10),
  at: z.iso.datetime(),
})
export type Reservation = z.infer<typeof Reservation>

/** Where one budget stands, in US dollars. */
export const Spend = z.object({ scope: z.string(), spent: z.number(), reserved: z.number() })
export type Spend = z.infer<typeof Spend>

/** A budget that is used up. */
export interface Overdraft extends Spend {
  readonly limit: number
}

/** Sums are whole numbers, or they would drift. */
const MICROS = 1_000_000

/**
 * Sets money aside in all scopes at once, or in none: then the first scope that has not enough left.
 * Doing it twice sets it aside once; what was settled is not set aside again.
 */
export async function reserve(
  redis: Redis,
  reservation: Reservation,
  limits: ReadonlyMap<string, number>,
): Promise<Overdraft | null> {
  const { id, usd, scopes } = Reservation.parse(reservation)
  const micros = Math.ceil(usd * MICROS)
  const limitOf = (scope: string) => limits.get(scope) ?? 0
  const answer = await redis.eval(
    reserveScript,
    2 + scopes.length,
    ...keysOf(id, scopes),
    id,
    JSON.stringify({ ...reservation, micros }),
    micros,
    ...scopes.flatMap((scope) => [scope, Math.floor(limitOf(scope) * MICROS)]),
  )
  const [nth = 0, spent = 0, held = 0] = z.array(z.number()).parse(answer)
  const scope = scopes[nth - 1]
  if (scope === undefined) return null
  return { scope, spent: spent / MICROS, reserved: held / MICROS, limit: limitOf(scope) }
}

/** Pays for a piece of work, once, with what it has cost; false when there is nothing to settle. */
export async function settle(redis: Redis, id: string, usd: number): Promise<boolean> {
  const text = await redis.hget(keys.reservations, id)
  const reservation = text === null ? null : tryRecord(Reservation, text)
  if (reservation === null) return false
  const { scopes } = reservation
  const args = [id, Math.ceil(usd * MICROS), BUDGET_KEEP_SECONDS]
  return (await redis.eval(settleScript, 2 + scopes.length, ...keysOf(id, scopes), ...args)) === 1
}

/** What is set aside now: no more than there is unfinished work. */
export async function listReservations(redis: Redis): Promise<Reservation[]> {
  const texts = await redis.hvals(keys.reservations)
  return texts.flatMap((text) => tryRecord(Reservation, text) ?? [])
}

/** Where these budgets stand. */
export async function readSpend(redis: Redis, scopes: readonly string[]): Promise<Spend[]> {
  const open = await listReservations(redis)
  const spent = scopes.length === 0 ? [] : await redis.mget(scopes.map(keys.spent))
  return scopes.map((scope, nth) => {
    const held = open.filter((one) => one.scopes.includes(scope))
    const reserved = held.reduce((sum, { usd }) => sum + usd, 0)
    return { scope, spent: Number(spent[nth] ?? 0) / MICROS, reserved }
  })
}

function keysOf(id: string, scopes: readonly string[]): string[] {
  return [keys.reservations, keys.settled(id), ...scopes.map(keys.spent)]
}
