import type { Redis } from 'ioredis'
import { z } from 'zod'
import { keys } from './keys.ts'
import { CHANGE_TRIES_MAX, ROLLOUT_STEPS_MAX } from './limits.ts'
import { parseRecord, tryRecord } from './read-record.ts'
import { StoreError } from './store-error.ts'

const Hash = z.string().max(100)

/** One thing that changed which version of a template is used. */
export const RolloutStep = z.object({
  at: z.iso.datetime(),
  /** Who asked; `folder` for an edit in `prompts_dir`, `millwright` for what happened by itself. */
  actor: z.string().max(200),
  action: z.enum([
    'loaded',
    'waits',
    'promoted',
    'rolled_back',
    'canary',
    'canary_ended',
    'fell_back',
  ]),
  /** The version that it is about. */
  hash: Hash,
  /** The stable version before it; null when there was none. */
  was: Hash.nullable(),
  why: z.string().max(500),
  /** The name of the wish that it follows, so that none is carried out twice. */
  ask: z.string().max(60).nullable(),
})
export type RolloutStep = z.infer<typeof RolloutStep>

/** Which versions of one template new tasks are made from. */
export const Rollout = z.object({
  name: z.string().max(100),
  /** The version that `prompts_dir` holds; null before one was loaded. */
  folder: Hash.nullable(),
  /** Used instead of the folder's because somebody said so; null to follow the folder. */
  pinned: Hash.nullable(),
  /** Used for a share of the tasks, in per cent. */
  canary: z
    .object({ hash: Hash, share: z.number().int().min(1).max(99), since: z.iso.datetime() })
    .nullable(),
  /** What happened, the newest first. */
  steps: z.array(RolloutStep).max(ROLLOUT_STEPS_MAX),
})
export type Rollout = z.infer<typeof Rollout>

/** The version that new tasks outside of a canary's share are made from. */
export function stableOf({ folder, pinned }: Rollout): string | null {
  return pinned ?? folder
}

/** Nothing is pinned and nothing is known. */
export async function getRollout(redis: Redis, name: string): Promise<Rollout> {
  const text = await redis.hget(keys.rollouts, name)
  return text === null ? empty(name) : parseRecord(Rollout, text, `${keys.rollouts} ${name}`)
}

export async function listRollouts(redis: Redis): Promise<Rollout[]> {
  const texts = await redis.hvals(keys.rollouts)
  return texts
    .flatMap((text) => tryRecord(Rollout, text) ?? [])
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** KEYS rollouts. ARGV name, rollout as it was read, the new one. */
const script = `
if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1`

/**
 * Changes a rollout by compare-and-set; null, and nothing is written, when `change` returns null.
 * It may be called again. The steps over ROLLOUT_STEPS_MAX go.
 * @throws StoreError `MW_STORE_CONFLICT` after CHANGE_TRIES_MAX lost races.
 */
export async function changeRollout(
  redis: Redis,
  name: string,
  change: (rollout: Rollout) => Rollout | null,
): Promise<Rollout | null> {
  for (let tries = 0; tries < CHANGE_TRIES_MAX; tries += 1) {
    const text = await redis.hget(keys.rollouts, name)
    const before = text === null ? empty(name) : parseRecord(Rollout, text, keys.rollouts)
    const wanted = change(before)
    if (wanted === null) return null
    const after = Rollout.parse({ ...wanted, steps: wanted.steps.slice(0, ROLLOUT_STEPS_MAX) })
    const args = [name, text ?? '', JSON.stringify(after)]
    if ((await redis.eval(script, 1, keys.rollouts, ...args)) === 1) return after
  }
  const why = `the rollout of ${name} changed ${CHANGE_TRIES_MAX} times under one change`
  throw new StoreError('MW_STORE_CONFLICT', why)
}

function empty(name: string): Rollout {
  return { name, folder: null, pinned: null, canary: null, steps: [] }
}
