import { stringifySetCookie } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../audit.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts } from '../status-parts.ts'
import type { Caller } from './caller.ts'
import { isForeign } from './is-foreign.ts'
import { SESSION_COOKIE, type Session, sealSession } from './session-cookie.ts'

/**
 * Gives a browser that shows a token the cookie that stands for it from then on, and files it.
 * @throws StatusError `MW_TOKEN` when the token is wrong, `MW_CSRF` when another page asks: it could
 * make somebody act, and be filed, under a name of its own.
 */
export async function signIn(
  parts: StatusParts,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<Session> {
  if (isForeign(request)) {
    throw new StatusError('MW_CSRF', 'another page asked to sign in here; sign in on this one')
  }
  const caller = parts.access.callerWith(token)
  if (caller === null) {
    parts.logger.warn({ from: request.ip }, 'sign-in refused')
    throw new StatusError('MW_TOKEN', 'the token is wrong; take that of status.token_file')
  }
  await file(parts, request, 'sign in', caller)
  const session = sealSession(caller)
  setCookie(request, reply, session.cookie, session.expiresAt)
  return session
}

/** Ends the session, files it, and takes the cookie away; copies of the cookie are worth nothing. */
export async function signOut(
  parts: StatusParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const session = parts.access.sessionOf(request)
  if (session !== null) {
    await file(parts, request, 'sign out', session.caller)
    await parts.store.endSession(session.id, session.expiresAt)
  }
  setCookie(request, reply, '', new Date(0))
}

function file(parts: StatusParts, { ip }: FastifyRequest, action: string, caller: Caller) {
  const actor = caller.name ?? 'status.token'
  return audit(parts, { actor, from: ip, action, target: '*', detail: caller.role })
}

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, expires: Date) {
  // Behind a proxy with TLS it must never travel without; on plain HTTP it could not be set.
  const secure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure, expires } as const
  reply.header('set-cookie', stringifySetCookie(SESSION_COOKIE, value, options))
}
