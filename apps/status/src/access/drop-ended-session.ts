import type { FastifyRequest } from 'fastify'
import type { StatusParts } from '../status-parts.ts'

/**
 * A hook that takes the cookie of a session that was signed out from the request, before anything
 * asks whose it is. While Redis is away nobody knows which were, so no cookie counts.
 */
export function dropEndedSession({ access, store, redis }: StatusParts) {
  return async (request: FastifyRequest): Promise<void> => {
    const session = access.sessionOf(request)
    if (session === null) return
    const isAway = redis.status !== 'ready'
    const isOver = isAway || (await store.isSessionEnded(session.id).catch(() => true))
    if (isOver) delete request.headers.cookie
  }
}
