import { type Config, servesThisMachineAlone } from '@millwright/config'
import { parseCookie } from 'cookie'
import type { FastifyRequest } from 'fastify'
import { StatusError } from '../status-error.ts'
import { type Caller, type CallerRole, callersOf, isAllowed } from './caller.ts'
import { isForeign } from './is-foreign.ts'
import { isSame, openSession, SESSION_COOKIE, type Session } from './session-cookie.ts'

/** Who may do what. */
export interface Access {
  /** That the request may read without a token: it comes from this machine, as far as can be told. */
  isReadingOpen(request: FastifyRequest): boolean
  /** That somebody may act at all. */
  readonly hasTokens: boolean
  /** A hook that lets a request pass whose caller has the role, or a higher one. */
  require(role: CallerRole): (request: FastifyRequest) => Promise<void>
  /**
   * The same for a form of a page without scripts, which repeats the `csrf` of its session among
   * its fields.
   */
  requireForm(request: FastifyRequest, role: CallerRole, csrf: string): void
  /** Null for a request that shows nothing we know. */
  callerOf(request: FastifyRequest): Caller | null
  /** Null without the cookie of a session that holds. */
  sessionOf(request: FastifyRequest): Session | null
  callerWith(token: string): Caller | null
}

/** The header in which the page repeats the `csrf` of its session. */
const CSRF_HEADER = 'x-csrf-token'

const NOT_KNOWN =
  'the token is missing or wrong; show that of status.token_file, or one of status.tokens'
const reading = new Set(['GET', 'HEAD'])

export function createAccess(settings: Config['status']): Access {
  const callers = callersOf(settings)
  const isLocal = servesThisMachineAlone(settings)
  const callerWith = (token: string) => callers.find((one) => isSame(token, one.token)) ?? null
  const sessionOf = ({ headers }: FastifyRequest) =>
    openSession(callers, parseCookie(headers.cookie ?? '')[SESSION_COOKIE] ?? '')
  const callerOf = (request: FastifyRequest) => {
    const bearer = bearerOf(request)
    return bearer === null ? (sessionOf(request)?.caller ?? null) : callerWith(bearer)
  }
  const check = (request: FastifyRequest, role: CallerRole, csrf: unknown) => {
    if (callers.length === 0) {
      const how = 'none is configured; set status.token_file or MILLWRIGHT_STATUS_TOKEN'
      const what =
        role === 'viewer' ? 'reading from elsewhere takes a token' : 'actions take a token'
      throw new StatusError('MW_ACTIONS_OFF', `${what}, and ${how}`)
    }
    const caller = callerOf(request)
    if (caller === null) throw new StatusError('MW_TOKEN', NOT_KNOWN)
    if (!isAllowed(caller, role)) {
      const why = `this takes the role ${role}; the token shown has the role ${caller.role}`
      throw new StatusError('MW_ROLE', why)
    }
    // A caller who showed a token proved by it that no browser was tricked.
    const isBrowser = bearerOf(request) === null
    if (isBrowser && !reading.has(request.method)) refuseForgery(request, sessionOf(request), csrf)
  }
  return {
    isReadingOpen: (request) => isLocal && !wasForwarded(request),
    hasTokens: callers.length > 0,
    require: (role) => async (request) => check(request, role, request.headers[CSRF_HEADER]),
    requireForm: check,
    callerOf,
    sessionOf,
    callerWith,
  }
}

/**
 * Signs of a proxy. One that adds no header and speaks as a browser does shows none: whoever puts
 * it there says so in the configuration (`servesThisMachineAlone`).
 */
function wasForwarded({ headers, raw }: FastifyRequest): boolean {
  // What nginx speaks to those behind it unless told otherwise; no browser has for long.
  if (raw.httpVersion === '1.0') return true
  return Object.keys(headers).some((name) => forwarding.test(name))
}

/** Headers that proxies and tunnels add, in the small letters that Node gives all names. */
const forwarding =
  /^(forwarded|via|cdn-loop|(x-(real|client|cluster-client|original)|true-client)-ip|x-(forwarded|original|envoy)-.*|(cf|tailscale|fly)-.*)$/

/** Null also for any other kind of `Authorization`, which proves nothing here. */
function bearerOf({ headers }: FastifyRequest): string | null {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? null
}

/** A browser adds the cookie to what a stranger's page asks for, too; it cannot add the header. */
function refuseForgery(request: FastifyRequest, session: Session | null, given: unknown): void {
  const isProved = typeof given === 'string' && session !== null && isSame(given, session.csrf)
  if (isProved && !isForeign(request)) return
  const how = `repeat the csrf of GET /api/v1/session in the header ${CSRF_HEADER}`
  throw new StatusError('MW_CSRF', `this action may be forged by another page; ${how}`)
}
