import { GateResult, isFinished, type TaskRecord, TaskState } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { keys } from './keys.ts'
import { COUNT_KEEP_SECONDS, PROMPT_USES_MAX } from './limits.ts'
import { tryRecord } from './read-record.ts'

/** What became of one task that a version of a prompt template was used for. */
export const PromptUse = z.object({
  task_id: z.string().max(200),
  state: TaskState,
  opened_at: z.iso.datetime(),
  /** When nothing more happened to it by itself; null while it is at work. */
  ended_at: z.iso.datetime().nullable(),
  /** The first attempt at its failure: no retry, and not on a commit of ours. */
  is_first: z.boolean(),
  /** What GitHub's CI said of our commit; null when it was not asked, or did not say. */
  ci: z.enum(['green', 'red']).nullable(),
  gate: GateResult.shape.decision.nullable(),
  /** The gate blocked what the patch does, and not only its size or form. */
  is_cheat: z.boolean(),
  is_rejected: z.boolean(),
  is_reverted: z.boolean(),
  /** US dollars, as the worker metered them; null when that is not known. */
  usd: z.number().min(0).nullable(),
})
export type PromptUse = z.infer<typeof PromptUse>

/** Rules of the gate that say nothing of what a patch is after. */
const formal = ['too-large', 'long-line', 'case-collision', 'does-not-apply', 'gate-error']

/**
 * KEYS uses of a version, their order. ARGV name of the use or nothing, the use, time in ms, ttl,
 * uses kept. `keysFrom` and `argsFrom` are the places where they begin.
 */
export function useScript(keysFrom: number, argsFrom: number): string {
  const [uses, order] = [`KEYS[${keysFrom}]`, `KEYS[${keysFrom + 1}]`]
  const arg = (n: number) => `ARGV[${argsFrom + n}]`
  return `
if ${arg(0)} ~= '' then
  redis.call('HSET', ${uses}, ${arg(0)}, ${arg(1)})
  redis.call('ZADD', ${order}, 'NX', ${arg(2)}, ${arg(0)})
  redis.call('EXPIRE', ${uses}, ${arg(3)})
  redis.call('EXPIRE', ${order}, ${arg(3)})
  if redis.call('ZCARD', ${order}) > tonumber(${arg(4)}) then
    redis.call('HDEL', ${uses}, redis.call('ZPOPMIN', ${order})[1])
  end
end`
}

/** How many arguments `useScript` takes. */
export const USE_ARGS = 5

/**
 * The keys and arguments of `useScript`: it is written in the step that changes the task, and what
 * it says depends on the record alone, so that a step that is repeated changes nothing. Each round
 * of a task is a use of its own. A task without a prompt is none.
 */
export function useArguments(record: TaskRecord, isFirst: boolean, nowMs: number) {
  const { task } = record
  const isMade = task.type !== 'escalate'
  const name = isMade ? `${task.task_id}.${task.retry_count}` : ''
  const use = JSON.stringify(toUse(record, isFirst))
  return {
    keys: [keys.promptUses(task.template.hash), keys.promptUseOrder(task.template.hash)],
    args: [name, use, nowMs, COUNT_KEEP_SECONDS, PROMPT_USES_MAX],
  }
}

function toUse(record: TaskRecord, isFirst: boolean): PromptUse {
  const { task, state, gate, approval, delivery, result, epoch } = record
  const said = delivery.ci_conclusion
  return {
    task_id: task.task_id,
    state,
    opened_at: record.created_at,
    ended_at: isFinished(state) ? record.updated_at : null,
    is_first: isFirst,
    ci: said === 'success' ? 'green' : said === 'failure' ? 'red' : null,
    gate: gate?.decision ?? null,
    is_cheat:
      gate?.decision === 'block' && gate.findings.some(({ rule }) => !formal.includes(rule)),
    is_rejected: approval?.decision === 'rejected',
    is_reverted: delivery.revert_sha !== undefined,
    usd: result === null ? (epoch === 0 ? 0 : null) : result.usage.usd,
  }
}

/** The newest uses of a version, in no order. What this version cannot read is left out. */
export async function listPromptUses(redis: Redis, hash: string): Promise<PromptUse[]> {
  const texts = await redis.hvals(keys.promptUses(hash))
  return texts.flatMap((text) => tryRecord(PromptUse, text) ?? [])
}
