import { Verdict } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { keys } from './keys.ts'
import { COUNT_KEEP_SECONDS, JUDGEMENTS_MAX } from './limits.ts'
import { tryRecord } from './read-record.ts'

/** What came to light later about the verdict of one task. */
export const Judgement = z.object({
  task_id: z.string().max(200),
  /** The verdict that is judged. */
  verdict: Verdict,
  /** What it should have been: the same when it was right; null when only that it was wrong is known. */
  should_be: Verdict.nullable(),
  /** Who says so: a person, whose word outweighs what CI showed, or GitHub's own CI. */
  by: z.enum(['person', 'ci']),
  /** The person's name, or what CI showed. */
  why: z.string().max(300),
  at: z.iso.datetime(),
})
export type Judgement = z.infer<typeof Judgement>

/**
 * KEYS judgements, their order. ARGV name, the judgement, time in ms, ttl in seconds, most kept.
 * The one that was spoken first goes when there are too many.
 */
const script = `
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('EXPIRE', KEYS[2], ARGV[4])
local over = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[5])
if over > 0 then
  for _, name in ipairs(redis.call('ZRANGE', KEYS[2], 0, over - 1)) do
    redis.call('HDEL', KEYS[1], name)
    redis.call('ZREM', KEYS[2], name)
  end
end
return 1`

/** Keeps a judgement over an earlier one by the same; at most JUDGEMENTS_MAX are kept. */
export async function saveJudgement(redis: Redis, judgement: Judgement): Promise<void> {
  const checked = Judgement.parse(judgement)
  const name = nameOf(checked.by, checked.task_id)
  const kept = [Date.parse(checked.at), COUNT_KEEP_SECONDS, JUDGEMENTS_MAX]
  const text = JSON.stringify(checked)
  await redis.eval(script, 2, keys.judgements, keys.judgementOrder, name, text, ...kept)
}

/** What is said of one task: the word that counts first. */
export async function judgementsOf(redis: Redis, taskId: string): Promise<Judgement[]> {
  const names = Judgement.shape.by.options.map((by) => nameOf(by, taskId))
  const texts = await redis.hmget(keys.judgements, ...names)
  return texts.flatMap((text) => tryRecord(Judgement, text) ?? [])
}

/** The judgements spoken since a time, for each task the one that counts. */
export async function listJudgements(redis: Redis, since: Date): Promise<Judgement[]> {
  const names = await redis.zrangebyscore(keys.judgementOrder, since.getTime(), '+inf')
  if (names.length === 0) return []
  const counting = new Map<string, Judgement>()
  for (const text of await redis.hmget(keys.judgements, ...names)) {
    const judgement = tryRecord(Judgement, text)
    if (judgement === null) continue
    const isOutweighed = counting.get(judgement.task_id)?.by === 'person'
    if (!isOutweighed) counting.set(judgement.task_id, judgement)
  }
  return [...counting.values()]
}

const nameOf = (by: Judgement['by'], taskId: string) => `${by} ${taskId}`
