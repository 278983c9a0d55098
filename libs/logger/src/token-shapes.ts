import { tokenKinds } from './token-kinds.ts'

/** Stands where a secret stood. */
export const REDACTED = '[redacted]'

const anyKind = new RegExp(tokenKinds.map(({ pattern }) => pattern.source).join('|'), 'g')
/** Bounded, because an endless run of one class makes a matcher run out of stack. */
const RUN = /[A-Za-z0-9_.-]{30,16384}/g

/**
 * Blanks out what has the published shape of a credential, known to us or not: `tokenKinds`, JSON
 * Web Tokens, Authorization and API-key headers, and passwords in URLs. Linear in the text.
 */
export function redactTokenShapes(text: string): string {
  let clean = text.replaceAll(anyKind, REDACTED)
  for (const shape of prefixed) clean = clean.replaceAll(shape, `$1${REDACTED}`)
  return clean.replaceAll(RUN, (run) => (holdsJwt(run) ? REDACTED : run))
}

/** What kind of credential a text holds by its shape alone; null when it holds none. */
export function findToken(text: string): string | null {
  const found = tokenKinds.find(({ pattern }) => pattern.test(text))
  if (found !== undefined) return found.kind
  return (text.match(RUN) ?? []).some(holdsJwt) ? 'a JSON Web Token' : null
}

/** The first group is kept, so that a reader still sees what kind of thing was removed. */
const prefixed: readonly RegExp[] = [
  /(authorization(?:\\?["'])?\s{0,5}[:=]\s{0,5}(?:\\?["'])?(?:bearer|basic|token)\s{1,5})[^\s"'\\,;]{1,4096}/gi,
  /(x-api-key(?:\\?["'])?\s{0,5}[:=]\s{0,5}(?:\\?["'])?)[^\s"'\\,;]{1,4096}/gi,
  /(aws_secret_access_key(?:\\?["'])?\s{0,5}[:=]\s{0,5}(?:\\?["'])?)[A-Za-z0-9/+=]{40}/gi,
  /([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'\\]{0,200}:)[^\s@/"'\\[]{1,500}(?=@)/gi,
]

/** RFC 7519: three base64url parts, the first of which is a JSON object (`{"` is `eyJ`). */
function holdsJwt(run: string): boolean {
  const parts = run.split('.')
  return parts.some(
    (part, at) =>
      part.includes('eyJ') && (parts[at + 1] ?? '').length > 7 && (parts[at + 2] ?? '').length > 7,
  )
}
