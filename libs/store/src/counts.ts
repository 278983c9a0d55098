import type { Redis } from 'ioredis'
import type { Count, CountName, Counts } from './count-names.ts'
import { keys } from './keys.ts'
import { COUNT_DAYS_MAX, COUNT_KEEP_SECONDS, KEEP_SECONDS } from './limits.ts'

const DAY_MS = 24 * 3600 * 1000

/** What was counted since the first start, and on each of the last days (UTC), today first. */
export interface CountBook {
  readonly total: Counts
  readonly days: readonly { readonly day: string; readonly counts: Counts }[]
}

/**
 * The end of a script that counts: `keysFrom` and `argsFrom` are the places where what
 * `countArguments` returns begins.
 */
export function countScript(keysFrom: number, argsFrom: number): string {
  return `
for i = ${argsFrom} + 1, #ARGV, 2 do
  redis.call('HINCRBY', KEYS[${keysFrom}], ARGV[i], ARGV[i + 1])
  redis.call('HINCRBY', KEYS[${keysFrom} + 1], ARGV[i], ARGV[i + 1])
  redis.call('EXPIRE', KEYS[${keysFrom} + 1], ARGV[${argsFrom}])
end`
}

/** The keys and arguments of `countScript`. */
export function countArguments(counts: readonly Count[], now: Date) {
  return {
    keys: [keys.counts, keys.countsOf(dayOf(now))],
    args: [COUNT_KEEP_SECONDS, ...counts.flat()],
  }
}

/** KEYS mark of the effect, then the counts. ARGV ttl of the mark, then the counts. */
const once = `
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[1]) then return 0 end
${countScript(2, 2)}
return 1`

/** Counts an effect that no task shows; once, however often it is told, for a month. */
export async function countOnce(redis: Redis, name: CountName, effect: string): Promise<void> {
  const { keys: places, args } = countArguments([[name, 1]], new Date())
  await redis.eval(once, 3, keys.counted(name, effect), ...places, KEEP_SECONDS, ...args)
}

/** Reads the counts of all time and of the last `days` days, at most COUNT_DAYS_MAX. */
export async function readCounts(redis: Redis, days: number, now = new Date()): Promise<CountBook> {
  const length = Math.min(days, COUNT_DAYS_MAX)
  const names = Array.from({ length }, (_, n) => dayOf(new Date(now.getTime() - n * DAY_MS)))
  const [total, ...rest] = await Promise.all(
    [keys.counts, ...names.map(keys.countsOf)].map((key) => redis.hgetall(key)),
  )
  return {
    total: toCounts(total),
    days: names.map((day, n) => ({ day, counts: toCounts(rest[n]) })),
  }
}

function toCounts(hash: Readonly<Record<string, string>> = {}): Counts {
  return new Map(Object.entries(hash).map(([name, text]) => [name, Number(text)]))
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10)
}
