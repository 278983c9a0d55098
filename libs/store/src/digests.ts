import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { DIGEST_MAX, KEEP_SECONDS } from './limits.ts'

/** What was gathered for one target: texts of the caller's, and how many more there were. */
export interface Gathered {
  readonly texts: string[]
  readonly more: number
}

/** KEYS gathering. ARGV name of the message, its text, the most that are kept, ttl in seconds. */
const addScript = `
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return 0 end
if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then
  redis.call('HINCRBY', KEYS[1], 'more', 1)
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
end
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1`

/** KEYS gathering, what is being told. Returns the latter, which stays until it is dropped. */
const takeScript = `
if redis.call('EXISTS', KEYS[2]) == 0 and redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('RENAME', KEYS[1], KEYS[2])
end
return redis.call('HGETALL', KEYS[2])`

/** Keeps a message until all of its gathering are told; the same name is kept once. */
export async function addToDigest(
  redis: Redis,
  target: string,
  name: string,
  text: string,
): Promise<void> {
  const args = [`message ${name}`, text, DIGEST_MAX, KEEP_SECONDS]
  await redis.eval(addScript, 1, keys.digest(target), ...args)
}

/**
 * Takes what was gathered for a target, to tell it under `id`. Whoever asks again under this name,
 * as after a crash, gets the same; what is added meanwhile is for the next.
 */
export async function takeDigest(redis: Redis, target: string, id: string): Promise<Gathered> {
  const names = [keys.digest(target), keys.digestTaken(id)]
  const flat = await redis.eval(takeScript, 2, ...names)
  const all: unknown[] = Array.isArray(flat) ? flat : []
  const texts: string[] = []
  let more = 0
  for (let at = 0; at < all.length; at += 2) {
    if (all[at] === 'more') more = Number(all[at + 1])
    else texts.push(String(all[at + 1]))
  }
  return { texts, more }
}

/** Forgets what was taken under `id`: it has been told. */
export async function dropDigest(redis: Redis, id: string): Promise<void> {
  await redis.del(keys.digestTaken(id))
}
