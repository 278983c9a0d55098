import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { LEAD_TTL_SECONDS } from './limits.ts'

/** KEYS the hold. ARGV our name, whose hold may be taken over, ttl in seconds. 0: somebody has it. */
const holdScript = `
local now = redis.call('GET', KEYS[1])
if now and now ~= ARGV[1] and now ~= ARGV[2] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3])
return 1`

/** KEYS the hold. ARGV our name. */
const releaseScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`

/**
 * Makes one process the lead for LEAD_TTL_SECONDS, or longer when it is it already; false while
 * another one is. `over` names one that is known to be gone.
 */
export async function holdLead(redis: Redis, name: string, over = name): Promise<boolean> {
  return (await redis.eval(holdScript, 1, keys.leadHold, name, over, LEAD_TTL_SECONDS)) === 1
}

/** Lets another process be the lead, unless one is already. */
export async function releaseLead(redis: Redis, name: string): Promise<void> {
  await redis.eval(releaseScript, 1, keys.leadHold, name)
}
