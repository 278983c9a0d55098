import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Session } from '../access/session-cookie.ts'
import { signIn, signOut } from '../access/sign-in.ts'
import { ApiError } from '../api-schemas.ts'
import { ANSWER_MS_MAX, LOGINS_PER_MINUTE } from '../limits.ts'
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
  /** That reading takes no token: it is asked on this machine alone, through no proxy. */
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
  const { access } = parts
  const answer = (request: FastifyRequest, session: Session | null) => {
    const caller = session?.caller ?? access.callerOf(request)
    return {
      caller: caller && { name: caller.name, role: caller.role },
      csrf: session?.csrf ?? null,
      expires_at: session?.expiresAt.toISOString() ?? null,
      reading_is_open: access.isReadingOpen(request),
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
      const session = await signIn(parts, request, reply, request.body.token)
      return answer(request, session)
    },
  })

  server.delete('/api/v1/session', {
    handlerTimeout: ANSWER_MS_MAX,
    preParsing: access.require('viewer'),
    schema: { summary: 'Sign out', response: { 200: SessionAnswer, ...refusals } },
    handler: async (request, reply) => {
      await signOut(parts, request, reply)
      return { ...answer(request, null), caller: null }
    },
  })
}
