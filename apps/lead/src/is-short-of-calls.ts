import { CALLS_RESERVE } from '@millwright/dispatch'
import type { Parts } from './parts.ts'

/** True when what is left of GitHub's hourly calls is kept for what has begun. */
export function isShortOfCalls({ github, logger }: Parts, repo: string): boolean {
  const left = github.callsLeft(repo)
  if (left === null || left >= CALLS_RESERVE) return false
  logger.warn({ repo, left }, 'few calls are left in this hour: not asked in this round')
  return true
}
