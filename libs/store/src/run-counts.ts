import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { COUNT_DAYS_MAX, COUNT_KEEP_SECONDS, KEEP_SECONDS } from './limits.ts'

const DAY_MS = 24 * 3600 * 1000

/** Completed attempts of a repository's runs, as GitHub concluded them. */
export interface RunCounts {
  readonly red: number
  readonly green: number
}

/** KEYS mark of the run, counts of the day. ARGV ttl of the mark, red or green, ttl of the counts. */
const script = `
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[1]) then return 0 end
redis.call('HINCRBY', KEYS[2], ARGV[2], 1)
redis.call('EXPIRE', KEYS[2], ARGV[3])
return 1`

/** Counts one attempt of a run; once, however often it is told. `run` names it: `<id>.<attempt>`. */
export async function countRun(
  redis: Redis,
  repo: string,
  run: string,
  colour: keyof RunCounts,
): Promise<void> {
  const names = [keys.counted('run', `${repo} ${run}`), keys.runsOf(repo, dayOf(new Date()))]
  await redis.eval(script, 2, ...names, KEEP_SECONDS, colour, COUNT_KEEP_SECONDS)
}

/** What was counted of a repository on the last `days` days, at most COUNT_DAYS_MAX. */
export async function readRuns(redis: Redis, repo: string, days: number): Promise<RunCounts> {
  const now = Date.now()
  const length = Math.min(days, COUNT_DAYS_MAX)
  const names = Array.from({ length }, (_, n) => dayOf(new Date(now - n * DAY_MS)))
  const counts = await Promise.all(names.map((day) => redis.hgetall(keys.runsOf(repo, day))))
  const sum = (colour: keyof RunCounts) =>
    counts.reduce((all, day) => all + Number(day[colour] ?? 0), 0)
  return { red: sum('red'), green: sum('green') }
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10)
}
