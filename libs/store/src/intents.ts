import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { INTENT_BYTES_MAX, KEEP_SECONDS } from './limits.ts'
import { StoreError } from './store-error.ts'

/** KEYS intent. ARGV value, ttl in seconds. Returns what is stored now. */
const script = `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[2]) then return ARGV[1] end
return redis.call('GET', KEYS[1])`

/**
 * Writes down what is about to be done, before it is done; the first writer wins.
 * Returns what is stored: the value given, or that of an earlier writer to be carried on with.
 */
export async function putIntent(redis: Redis, key: string, value: unknown): Promise<unknown> {
  const text = JSON.stringify(value)
  const bytes = Buffer.byteLength(text)
  if (bytes > INTENT_BYTES_MAX) {
    const why = `intent ${key} has ${bytes} bytes; at most ${INTENT_BYTES_MAX} fit`
    throw new StoreError('MW_STORE_TOO_LARGE', why)
  }
  return JSON.parse(String(await redis.eval(script, 1, keys.intent(key), text, KEEP_SECONDS)))
}

/** What was written down under `key`; null when nothing was. */
export async function getIntent(redis: Redis, key: string): Promise<unknown> {
  const text = await redis.get(keys.intent(key))
  return text === null ? null : JSON.parse(text)
}

/** Forgets what was written down under `key`. */
export async function dropIntent(redis: Redis, key: string): Promise<void> {
  await redis.del(keys.intent(key))
}
