import type { FastifyRequest } from 'fastify'
import type { Access } from './create-access.ts'

/**
 * Who asks, for the record: the name of the token, and what its holder says of himself. A token
 * without a name proves nobody, so there the word of its holder, or his address, has to do.
 */
export function whoAsks(access: Access, request: FastifyRequest, said?: string): string {
  const name = access.callerOf(request)?.name ?? null
  if (name === null) return said ?? `status.token at ${request.ip}`
  return said === undefined || said === name ? name : `${name} (${said})`.slice(0, 200)
}
