import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { StatusError } from './status-error.ts'

/** Lets a request pass that carries the operator's token as `Authorization: Bearer …`. */
export function checkToken(token: string | null) {
  return async (request: FastifyRequest): Promise<void> => {
    if (token === null) {
      const how = 'set status.token_file or MILLWRIGHT_STATUS_TOKEN to switch them on'
      throw new StatusError('MW_ACTIONS_OFF', `actions are switched off; ${how}`)
    }
    const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    // Digests have one length, so the comparison takes as long for any guess.
    if (timingSafeEqual(digest(given), digest(token))) return
    throw new StatusError('MW_TOKEN', 'the token is missing or wrong')
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
