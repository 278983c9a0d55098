import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { SESSION_SECONDS } from '../limits.ts'
import type { Caller } from './caller.ts'

export const SESSION_COOKIE = 'millwright_session'

const cookieForm = /^(\d{13})\.([\w-]{22})\.([\w-]{43})$/

/** A browser that has shown a token once. */
export interface Session {
  /** Says nothing about the cookie's signature. */
  readonly id: string
  readonly caller: Caller
  readonly expiresAt: Date
  /** What the page adds to each action, and no page of another origin can know. */
  readonly csrf: string
}

/**
 * The cookie of a new session. It is signed with the caller's token, so nothing is kept of it before
 * it is ended: it outlives a restart, and ends with the token. Who has it does not know the token.
 */
export function sealSession(caller: Caller, now = new Date()): Session & { cookie: string } {
  const expires = now.getTime() + SESSION_SECONDS * 1000
  const name = `${expires}.${randomBytes(16).toString('base64url')}`
  const cookie = `${name}.${sign(caller, 'session', name)}`
  return {
    id: name,
    caller,
    expiresAt: new Date(expires),
    csrf: sign(caller, 'csrf', name),
    cookie,
  }
}

/** Whose session a cookie is; null when it is nobody's, or over. */
export function openSession(
  callers: readonly Caller[],
  cookie: string,
  now = new Date(),
): Session | null {
  const [, expires = '', nonce = '', mac = ''] = cookieForm.exec(cookie) ?? []
  if (Number(expires) <= now.getTime()) return null
  const name = `${expires}.${nonce}`
  const caller = callers.find((one) => isSame(mac, sign(one, 'session', name)))
  if (caller === undefined) return null
  const expiresAt = new Date(Number(expires))
  return { id: name, caller, expiresAt, csrf: sign(caller, 'csrf', name) }
}

/** Compares in a time that tells nothing about where two texts differ. */
export function isSame(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => createHmac('sha256', pepper).update(text).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}

const pepper = randomBytes(32)

function sign({ token }: Caller, purpose: 'session' | 'csrf', name: string): string {
  return createHmac('sha256', token).update(`millwright ${purpose} ${name}`).digest('base64url')
}
