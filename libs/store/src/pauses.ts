import type { Redis } from 'ioredis'
import { z } from 'zod'
import { keys } from './keys.ts'
import { tryRecord } from './read-record.ts'

/** Stands for every repository. */
export const EVERYWHERE = '*'

/** Somebody wants nothing new to begin, in one repository (`owner/name`) or everywhere. */
export const Pause = z.object({
  scope: z.string().max(200),
  actor: z.string().max(200),
  at: z.iso.datetime(),
})
export type Pause = z.infer<typeof Pause>

/** Pauses a scope, in somebody's name; the first one to do so stays on record. */
export async function setPause(redis: Redis, pause: Pause): Promise<void> {
  await redis.hsetnx(keys.pauses, pause.scope, JSON.stringify(Pause.parse(pause)))
}

export async function clearPause(redis: Redis, scope: string): Promise<void> {
  await redis.hdel(keys.pauses, scope)
}

/** What is paused now; no more scopes than repositories, and everywhere. */
export async function listPauses(redis: Redis): Promise<Pause[]> {
  const texts = await redis.hvals(keys.pauses)
  return texts.flatMap((text) => tryRecord(Pause, text) ?? [])
}
