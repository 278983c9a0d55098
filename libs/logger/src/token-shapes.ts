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
  let clean = withoutKeys(text).replaceAll(anyKind, REDACTED)
  for (const shape of prefixed) clean = clean.replaceAll(shape, `$1${REDACTED}`)
  return clean.replaceAll(RUN, (run) => (holdsJwt(run) ? REDACTED : run))
}

const KEY_BEGINS = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
const KEY_ENDS = /-----END [A-Z0-9 ]{0,40}-----/
/** The longest key that is looked through for its end, with what a log puts before its lines. */
const KEY_CHARS_MAX = 20_000

/** Private keys up to their end, whatever stands before each of their lines. */
function withoutKeys(text: string): string {
  const kept: string[] = []
  let from = 0
  for (const { index, 0: begin } of text.matchAll(KEY_BEGINS)) {
    if (index < from) continue
    const inside = text.slice(index + begin.length, index + KEY_CHARS_MAX)
    const end = KEY_ENDS.exec(inside)
    // A second beginning before the end: the first has none.
    if (end === null || inside.slice(0, end.index).includes('-----BEGIN')) continue
    kept.push(text.slice(from, index), REDACTED)
    from = index + begin.length + end.index + end[0].length
  }
  return from === 0 ? text : kept.join('') + text.slice(from)
}

/** What kind of credential a text holds by its shape alone; null when it holds none. */
export function findToken(text: string): string | null {
  const found = tokenKinds.find(({ pattern }) => pattern.test(text))
  if (found !== undefined) return found.kind
  return (text.match(RUN) ?? []).some(holdsJwt) ? 'a JSON Web Token' : null
}

/** The first group is kept, so that a reader still sees what kind of thing was removed. */
const prefixed: readonly RegExp[] = [
  /(-token(?:\\?["'])?\s{0,5}:\s{1,5}(?:\\?["'])?)(?=[^\s"']{0,100}\d)[A-Za-z0-9_.=+/-]{6,4096}/gi,
  /(set-cookie:\s{0,5}[^\s=;]{1,200}=)[A-Za-z0-9%._~+/=-]{3,4096}/gi,
  /((?<!\S)(?:-u|--user)[ =]["']?[^\s:"']{1,100}:)(?=\S{0,100}[A-Za-z])[^\s"']{6,500}(?=["']?\s+\S{0,10}https?:)/g,
  /(\bmachine\s{1,5}\S{1,200}\s{1,5}login\s{1,5}\S{1,200}\s{1,5}password\s{1,5})\S{1,500}/g,
  /(\b[A-Z\d_]{0,40}(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY)=["']?)(?=[^\s"']{0,100}\d)[A-Za-z0-9+/=_!@#%^-]{8,4096}(?=[\s"'&;]|$)/gm,
  /((?:SecretAccessKey|SessionToken)(?:\\?["'])?\s{0,5}[:=]\s{0,5}(?:\\?["'])?)[A-Za-z0-9/+=]{8,4096}/g,
  /(\b_(?:authToken|auth|password)\s{0,5}=\s{0,5}["']?)[^\s"'$]{6,4096}/g,
  /([?&](?:sig|signature|X-Amz-Signature|X-Goog-Signature|access_token|api_key|token)=)[A-Za-z0-9%+/=_.-]{8,4096}/gi,
  /(\bSharedAccessKey=)[A-Za-z0-9+/=]{16,200}/g,
  /("auth"\s{0,5}:\s{0,5}")[A-Za-z0-9+/=]{12,4096}/g,
  /(authorization(?:\\?["'])?\s{0,5}[:=]\s{0,5}(?:\\?["'])?(?:bearer|basic|token)\s{1,5})[^\s"'\\,;]{1,4096}/gi,
  /(x-api-key(?:\\?["'])?\s{0,5}[:=]\s{0,5}(?:\\?["'])?)[^\s"'\\,;]{1,4096}/gi,
  /(aws_secret_access_key(?:\\?["'])?\s{0,5}[:=]\s{0,5}(?:\\?["'])?)[A-Za-z0-9/+=]{40}/gi,
  /([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'\\]{0,200}:)[^\s@/"'\\[]{1,500}(?=@)/gi,
  /(https?:\/\/)(?=\S{0,100}\d)[A-Za-z0-9_-]{20,500}(?=@)/gi,
]

/** RFC 7519: three base64url parts, the first of which is a JSON object (`{"` is `eyJ`). */
function holdsJwt(run: string): boolean {
  const parts = run.split('.')
  return parts.some(
    (part, at) =>
      part.includes('eyJ') && (parts[at + 1] ?? '').length > 7 && (parts[at + 2] ?? '').length > 7,
  )
}
