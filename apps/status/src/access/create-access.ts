import { type Config, isLoopback } from '@millwright/config'
import { parseCookie } from 'cookie'
import type { FastifyRequest } from 'fastify'
import { StatusError } from '../status-error.ts'
import { type Caller, type CallerRole, callersOf, isAllowed } from './caller.ts'
import { isSame, openSession, SESSION_COOKIE, type Session } from './session-cookie.ts'

/** Who may do what. */
export interface Access {
  /** That the request may read without a token: it comes from this machine, through no proxy. */
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
export const CSRF_HEADER = 'x-csrf-token'

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
      const how = 'set status.token_file or MILLWRIGHT_STATUS_TOKEN to switch them on'
      throw new StatusError('MW_ACTIONS_OFF', `actions are switched off; ${how}`)
    }
    const caller = callerOf(request)
    if (caller === null) throw new StatusError('MW_TOKEN', 'the token is missing or wrong')
    if (!isAllowed(caller, role)) {
      const why = `this takes the role ${role}; the token shown has the role ${caller.role}`
      throw new StatusError('MW_ROLE', why)
    }
    // A caller who showed a token proved by it that no browser was tricked.
    const isBrowser = bearerOf(request) === null
    if (isBrowser && !reading.has(request.method)) refuseForgery(request, sessionOf(request), csrf)
  }
  return {
    isReadingOpen: ({ headers }) => isLocal && !Object.keys(headers).some(isForwarding),
    hasTokens: callers.length > 0,
    require: (role) => async (request) => check(request, role, request.headers[CSRF_HEADER]),
    requireForm: check,
    callerOf,
    sessionOf,
    callerWith,
  }
}

/** Other names and known proxies say that somebody comes from elsewhere, through loopback. */
function servesThisMachineAlone({ host, allowed_hosts, trusted_proxies }: Config['status']) {
  return isLoopback(host) && allowed_hosts.length === 0 && trusted_proxies.length === 0
}

/** A header that proxies add, in the small letters that Node gives all names. */
function isForwarding(name: string): boolean {
  return /^(forwarded|via|x-real-ip|x-forwarded-.*)$/.test(name)
}

/** Null also for any other kind of `Authorization`, which proves nothing here. */
function bearerOf({ headers }: FastifyRequest): string | null {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? null
}

/** A browser adds the cookie to what a stranger's page asks for, too; it cannot add the header. */
function refuseForgery({ headers }: FastifyRequest, session: Session | null, given: unknown): void {
  const isForeign = !['same-origin', undefined].includes(headers['sec-fetch-site']?.toString())
  const isProved = typeof given === 'string' && session !== null && isSame(given, session.csrf)
  if (isProved && !isForeign) return
  const how = `repeat the csrf of GET /api/v1/session in the header ${CSRF_HEADER}`
  throw new StatusError('MW_CSRF', `this action may be forged by another page; ${how}`)
}
