import { apart } from '../apart.ts'
import type { Parts } from '../parts.ts'
import { lookForUnseen } from './look-at-runs.ts'

/**
 * Removes old tasks, then compares GitHub's red runs of three days with what was seen, in every
 * repository.
 */
export async function nightly(parts: Parts, nowMs = Date.now()): Promise<void> {
  const removed = await parts.store.tidyTasks()
  if (removed > 0) parts.logger.info({ removed }, 'old tasks removed')
  for (const [repo, { mode }] of Object.entries(parts.config.repositories)) {
    if (mode === 'off') continue
    await apart(parts, repo, 'the nightly look', () => lookForUnseen(parts, repo, nowMs))
  }
}
