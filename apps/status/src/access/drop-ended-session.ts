import type { FastifyRequest } from 'fastify'
import type { StatusParts } from '../status-parts.ts'
import { isOver } from './is-over.ts'

/**
 * A hook that takes the cookie of a session that was signed out from the request, before anything
 * asks whose it is.
 */
export function dropEndedSession(parts: StatusParts) {
  return async (request: FastifyRequest): Promise<void> => {
    const session = parts.access.sessionOf(request)
    if (session !== null && (await isOver(parts, session))) delete request.headers.cookie
  }
}
