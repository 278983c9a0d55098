/** Stands where a secret stood. */
export const REDACTED = '[redacted]'

/**
 * Blanks out what has the published shape of a credential, known to us or not: GitHub, Anthropic,
 * AWS, Slack and npm tokens, JSON Web Tokens, PEM private keys, Authorization and API-key headers,
 * and passwords in URLs.
 * Linear in the text: no expression can start over inside what it failed to match.
 */
export function redactTokenShapes(text: string): string {
  let clean = text
  for (const shape of shapes) clean = clean.replaceAll(shape, REDACTED)
  for (const shape of prefixed) clean = clean.replaceAll(shape, `$1${REDACTED}`)
  return clean.replaceAll(/[A-Za-z0-9_.-]{30,}/g, (run) => (holdsJwt(run) ? REDACTED : run))
}

const shapes: readonly RegExp[] = [
  /gh[pousr]_[A-Za-z0-9_.-]{20,}/g,
  /github_pat_[A-Za-z0-9_]{20,}/g,
  /sk-ant-[A-Za-z0-9_-]{10,}/g,
  /(?:AKIA|ASIA)[0-9A-Z]{16}/g,
  /xox[a-z]-[A-Za-z0-9-]{10,}/g,
  /npm_[A-Za-z0-9]{36,}/g,
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----(?:[A-Za-z0-9+/=\s]|\\[nr])*(?:-----END [A-Z0-9 ]{0,40}-----)?/g,
]

/** The first group is kept, so that a reader still sees what kind of thing was removed. */
const prefixed: readonly RegExp[] = [
  /(authorization(?:\\?["'])?\s{0,5}[:=]\s{0,5}(?:\\?["'])?(?:bearer|basic|token)\s{1,5})[^\s"'\\,;]+/gi,
  /(x-api-key(?:\\?["'])?\s{0,5}[:=]\s{0,5}(?:\\?["'])?)[^\s"'\\,;]+/gi,
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
