import { stringifySetCookie } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../audit.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts } from '../status-parts.ts'
import { SESSION_COOKIE, type Session, sealSession } from './session-cookie.ts'

/**
 * Gives a browser that shows a token the cookie that stands for it from then on, and files it.
 * @throws StatusError `MW_TOKEN` when the token is wrong.
 */
export async function signIn(
  parts: StatusParts,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<Session> {
  const caller = parts.access.callerWith(token)
  if (caller === null) {
    parts.logger.warn({ from: request.ip }, 'sign-in refused')
    throw new StatusError('MW_TOKEN', 'the token is wrong')
  }
  const who = { actor: caller.name ?? 'status.token', from: request.ip }
  await audit(parts, { ...who, action: 'sign in', target: '*', detail: caller.role })
  const session = sealSession(caller)
  setCookie(request, reply, session.cookie, session.expiresAt)
  return session
}

/** Takes the cookie away. */
export function signOut(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(request, reply, '', new Date(0))
}

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, expires: Date) {
  // Behind a proxy with TLS it must never travel without; on plain HTTP it could not be set.
  const secure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure, expires } as const
  reply.header('set-cookie', stringifySetCookie(SESSION_COOKIE, value, options))
}
