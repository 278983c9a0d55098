import type { StatusParts } from '../status-parts.ts'
import type { Session } from './session-cookie.ts'

/**
 * That a session's time has come, or that it was signed out. While Redis is away nobody knows
 * which were, so all count as over.
 */
export async function isOver(
  { store, redis }: Pick<StatusParts, 'store' | 'redis'>,
  { id, expiresAt }: Session,
  now = new Date(),
): Promise<boolean> {
  if (expiresAt <= now || redis.status !== 'ready') return true
  return store.isSessionEnded(id).catch(() => true)
}
