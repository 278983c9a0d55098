import type { Redis } from 'ioredis'
import { z } from 'zod'
import { keys } from './keys.ts'
import { PROMPT_VERSIONS_MAX } from './limits.ts'
import { readRecord, tryRecord } from './read-record.ts'
import { getRollout } from './rollouts.ts'

/** One version of a prompt template with its whole text, as tasks name it by its hash. */
export const PromptVersion = z.object({
  hash: z.string().max(100),
  name: z.string().max(100),
  /** When it was first loaded. */
  at: z.iso.datetime(),
  /** The template and every partial it reaches; the paths are those inside the folder. */
  files: z.array(z.object({ path: z.string().max(300), text: z.string() })),
})
export type PromptVersion = z.infer<typeof PromptVersion>

/**
 * Keeps a version, once; with `isNewest` it becomes the newest of its name, which an old version
 * becomes again when somebody goes back to it. Of each name the PROMPT_VERSIONS_MAX newest stay,
 * and what is promoted or on trial.
 */
export async function savePromptVersion(
  redis: Redis,
  version: PromptVersion,
  isNewest: boolean,
): Promise<void> {
  const { hash, name } = PromptVersion.parse(version)
  const history = keys.promptVersions(name)
  const steps = redis.multi().setnx(keys.promptVersion(hash), JSON.stringify(version))
  if (isNewest) steps.zadd(history, Date.now(), hash)
  else steps.zadd(history, 'NX', Date.now(), hash)
  await steps.exec()
  const old = await redis.zrange(history, '0', String(-PROMPT_VERSIONS_MAX - 1))
  if (old.length === 0) return
  const { pinned, canary } = await getRollout(redis, name)
  for (const gone of old) {
    if (gone === pinned || gone === canary?.hash) continue
    await redis.multi().del(keys.promptVersion(gone)).zrem(history, gone).exec()
  }
}

/** Null when it was never kept, or no longer is. */
export function getPromptVersion(redis: Redis, hash: string): Promise<PromptVersion | null> {
  return readRecord(redis, PromptVersion, keys.promptVersion(hash))
}

/** The versions of a name that are kept, the one loaded last first. */
export async function listPromptVersions(redis: Redis, name: string): Promise<PromptVersion[]> {
  const hashes = await redis.zrevrange(
    keys.promptVersions(name),
    '0',
    String(PROMPT_VERSIONS_MAX - 1),
  )
  if (hashes.length === 0) return []
  const texts = await redis.mget(hashes.map(keys.promptVersion))
  return texts.flatMap((text) => tryRecord(PromptVersion, text) ?? [])
}
