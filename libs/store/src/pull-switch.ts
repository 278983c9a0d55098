import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { KEEP_SECONDS } from './limits.ts'

/** Switches us off on one pull request, in somebody's name; null switches us on again. */
export async function switchPull(
  redis: Redis,
  repo: string,
  pr: number,
  offBy: string | null,
): Promise<void> {
  if (offBy === null) await redis.del(keys.pullSwitch(repo, pr))
  else await redis.set(keys.pullSwitch(repo, pr), offBy.slice(0, 200), 'EX', KEEP_SECONDS)
}

/** Who switched us off on a pull request; null where nobody did. */
export function pullSwitchedOffBy(redis: Redis, repo: string, pr: number): Promise<string | null> {
  return redis.get(keys.pullSwitch(repo, pr))
}
