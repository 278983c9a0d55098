import { sharedKeys } from '@millwright/protocol'
import type { Parts } from './parts.ts'

/** GitHub's installation tokens live for an hour; one is handed out for most of that time. */
const KEEP_SECONDS = 50 * 60
const FRESH_SECONDS = 25 * 60

/**
 * Leaves a token for workers that can read this one repository and nothing else, unless one that
 * lasts is already there. In token mode GitHub gives none and workers use their own, if any.
 */
export async function refreshCloneToken(parts: Parts, repo: string): Promise<void> {
  const key = sharedKeys.cloneToken(repo)
  if ((await parts.redis.ttl(key)) > FRESH_SECONDS) return
  const token = await parts.github.cloneToken(repo)
  if (token === null) return
  await parts.redis.set(key, token, 'EX', KEEP_SECONDS)
}
