/** A form shorter than this many characters would blank out ordinary text. */
export const FORM_CHARS_MIN = 6

/**
 * The shapes in which a secret tends to leak: as it is, JSON-escaped, base64 at each of the three
 * alignments (also in the URL alphabet), hexadecimal, URL-encoded and reversed.
 * Forms shorter than FORM_CHARS_MIN are left out.
 */
export function secretForms(secret: string): string[] {
  const value = withoutPemFrame(secret.trim())
  if (value.length < FORM_CHARS_MIN) return []
  const bytes = Buffer.from(value, 'utf8')
  const base64 = [0, 1, 2].map((offset) => alignedBase64(bytes, offset))
  const hex = bytes.toString('hex')
  const forms = [
    value,
    JSON.stringify(value).slice(1, -1),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    hex,
    hex.toUpperCase(),
    urlEncoded(value),
    [...value].toReversed().join(''),
  ]
  return [...new Set(forms)].filter((form) => form.length >= FORM_CHARS_MIN)
}

/** The frame of a key is public and also surrounds certificates; only the body is secret. */
function withoutPemFrame(secret: string): string {
  return secret.replaceAll(/-----(BEGIN|END) [A-Z0-9 ]{1,40}-----/g, '').trim()
}

/** Keeps only characters that the bytes around the secret cannot change. */
function alignedBase64(bytes: Buffer, offset: number): string {
  const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor((shifted.length * 8) / 6)
  return shifted.toString('base64').slice(first, last)
}

function urlEncoded(value: string): string {
  // A lone surrogate has no URL form and would make encodeURIComponent throw; bytes have none.
  return encodeURIComponent(Buffer.from(value, 'utf8').toString('utf8'))
}
