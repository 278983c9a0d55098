import { stringifySetCookie } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { SESSION_COOKIE, type Session, sealSession } from '../access/session-cookie.ts'
import { ApiError } from '../api-schemas.ts'
import { audit } from '../audit.ts'
import { ANSWER_MS_MAX, LOGINS_PER_MINUTE } from '../limits.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Caller = z.object({
  /** Whose token it is; null for `status.token`. */
  name: z.string().nullable(),
  role: z.enum(['viewer', 'operator', 'approver']),
})
const SessionAnswer = z.object({
  /** Null for a browser that has not shown a token. */
  caller: Caller.nullable(),
  /** To be repeated in the header `x-csrf-token` of each action; null without a session. */
  csrf: z.string().nullable(),
  expires_at: z.iso.datetime().nullable(),
  /** That reading takes no token: the service listens on this machine alone. */
  reading_is_open: z.boolean(),
  /** False where no token is configured: then nobody can act. */
  actions_are_on: z.boolean(),
})
const Login = z.object({ token: z.string().min(1).max(1_000) })
const refusals = { 400: ApiError, 401: ApiError, 403: ApiError, 429: ApiError }

/**
 * Signing in with a browser: a token is shown once, and a cookie that no script can read stands for
 * it from then on. These routes need no token themselves.
 */
export function addSession(server: StatusServer, parts: StatusParts): void {
  const { access, logger } = parts
  const answer = (request: FastifyRequest, session: Session | null) => {
    const caller = session?.caller ?? access.callerOf(request)
    return {
      caller: caller && { name: caller.name, role: caller.role },
      csrf: session?.csrf ?? null,
      expires_at: session?.expiresAt.toISOString() ?? null,
      reading_is_open: access.isReadingOpen,
      actions_are_on: access.hasTokens,
    }
  }

  server.get('/api/v1/session', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: { summary: 'Who you are here', response: { 200: SessionAnswer } },
    handler: async (request) => answer(request, access.sessionOf(request)),
  })

  server.post('/api/v1/session', {
    handlerTimeout: ANSWER_MS_MAX,
    config: { rateLimit: { max: LOGINS_PER_MINUTE } },
    schema: {
      summary: 'Sign in: show a token once, get a cookie',
      body: Login,
      response: { 200: SessionAnswer, ...refusals },
    },
    handler: async (request, reply) => {
      const caller = access.callerWith(request.body.token)
      if (caller === null) {
        logger.warn({ from: request.ip }, 'sign-in refused')
        throw new StatusError('MW_TOKEN', 'the token is wrong')
      }
      const who = { actor: caller.name ?? 'status.token', from: request.ip }
      await audit(parts, { ...who, action: 'sign in', target: '*', detail: caller.role })
      const session = sealSession(caller)
      setCookie(request, reply, session.cookie, session.expiresAt)
      return answer(request, session)
    },
  })

  server.delete('/api/v1/session', {
    handlerTimeout: ANSWER_MS_MAX,
    preParsing: access.require('viewer'),
    schema: { summary: 'Sign out', response: { 200: SessionAnswer, ...refusals } },
    handler: async (request, reply) => {
      setCookie(request, reply, '', new Date(0))
      return { ...answer(request, null), caller: null }
    },
  })
}

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, expires: Date) {
  // Behind a proxy with TLS it must never travel without; on plain HTTP it could not be set.
  const secure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure, expires } as const
  reply.header('set-cookie', stringifySetCookie(SESSION_COOKIE, value, options))
}
