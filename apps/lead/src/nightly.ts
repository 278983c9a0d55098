import { apart } from './apart.ts'
import { lookForUnseen } from './look-at-runs.ts'
import type { Parts } from './parts.ts'

/** Compares GitHub's red runs of three days with what was seen, in every repository. */
export async function nightly(parts: Parts, nowMs = Date.now()): Promise<void> {
  for (const [repo, { mode }] of Object.entries(parts.config.repositories)) {
    if (mode === 'off') continue
    await apart(parts, repo, 'the nightly look', () => lookForUnseen(parts, repo, nowMs))
  }
}
