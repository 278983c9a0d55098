import type { Redis } from 'ioredis'

const DAYS = 60
const DAY_MS = 86_400_000

/** Sixty days of counts that rise and fall, written as the lead would have counted them. */
export async function fillNumbers(redis: Redis): Promise<void> {
  for (let back = 0; back < DAYS; back += 1) {
    const day = new Date(Date.now() - back * DAY_MS).toISOString().slice(0, 10)
    const wave = 1 + Math.sin(back / 4)
    const resolved = Math.round(4 * wave) + 2
    const escalated = back % 3
    await redis.hset(`millwright:store:counts:${day}`, {
      'opened:FIXABLE': resolved + escalated,
      'ended:resolved': resolved,
      'ended:escalated': escalated,
      'judged:first:green': resolved - 1,
      'judged:first:red': 1 + (back % 2),
      'retried:ci_red': back % 2,
      'resolution:seconds': resolved * 420,
      'resolution:300': Math.floor(resolved / 2),
      'resolution:600': Math.ceil(resolved / 2),
      'cost:priced': resolved + escalated,
      'cost:micro_usd': Math.round(310_000 * (resolved + escalated) * (0.7 + wave / 4)),
    })
  }
}
