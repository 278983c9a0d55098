/** A form shorter than this many characters would blank out ordinary text. */
const FORM_CHARS_MIN = 6

/**
 * The shapes in which a secret tends to leak: as it is, in capitals or without them, JSON-escaped,
 * URL-encoded, base64 at each of the three alignments (also in the URL alphabet, and twice over),
 * base32, ROT13, capitals for small letters, hexadecimal and decimal bytes with the marks of several
 * languages; each of them backwards too, and base64 and hexadecimal of the value backwards.
 * Separators make no difference to whoever looks for these, so `%74%6f` is `746f`.
 * Forms shorter than FORM_CHARS_MIN are left out.
 */
export function secretForms(secret: string): string[] {
  const value = withoutPemFrame(secret.trim())
  if (value.length < FORM_CHARS_MIN) return []
  const bytes = Buffer.from(value, 'utf8')
  const hex = bytes.toString('hex')
  const base64 = base64Forms(bytes)
  const backwards = Buffer.from([...value].toReversed().join(''), 'utf8')
  const backwardsHex = backwards.toString('hex')
  const forms = [
    ...[value, value.toUpperCase(), value.toLowerCase()],
    ...[JSON.stringify(value).slice(1, -1), urlEncoded(value)],
    ...[hex, hex.toUpperCase(), backwardsHex, backwardsHex.toUpperCase()],
    ...base64,
    ...base64Forms(backwards),
    ...base64Forms(Buffer.from(bytes.toString('base64'))),
    ...base64Forms(Buffer.from(hex)),
    ...['x', '0x', 'u00'].map((mark) => marked(hex, mark)),
    [...bytes].join(','),
    ...[0, 1, 2, 3, 4].map((offset) => alignedBase32(bytes, offset)),
    rotated(value),
    swapped(value),
  ]
  const both = forms.flatMap((form) => [form, [...form].toReversed().join('')])
  return [...new Set(both)].filter((form) => form.length >= FORM_CHARS_MIN)
}

/** The frame of a key is public and also surrounds certificates; only the body is secret. */
function withoutPemFrame(secret: string): string {
  return secret.replaceAll(/-----(BEGIN|END) [A-Z0-9 ]{1,40}-----/g, '').trim()
}

function base64Forms(bytes: Buffer): string[] {
  const plain = [0, 1, 2].map((offset) => alignedBase64(bytes, offset))
  return [...plain, ...plain.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))]
}

/** Keeps only characters that the bytes around the secret cannot change. */
function alignedBase64(bytes: Buffer, offset: number): string {
  const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor((shifted.length * 8) / 6)
  return shifted.toString('base64').slice(first, last)
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648, without the characters that the bytes around the secret could change. */
function alignedBase32(bytes: Buffer, offset: number): string {
  const bits = [...Buffer.alloc(offset), ...bytes].map((byte) => byte.toString(2).padStart(8, '0'))
  const groups = bits.join('').match(/.{5}/g) ?? []
  const letters = groups.map((group) => BASE32[Number.parseInt(group, 2)] ?? '')
  return letters.slice(Math.ceil((offset * 8) / 5)).join('')
}

/** Each letter thirteen further on in the alphabet. */
function rotated(value: string): string {
  return value.replaceAll(/[A-Za-z]/g, (letter) => {
    const first = letter < 'a' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first)
  })
}

function swapped(value: string): string {
  return value.replaceAll(/[A-Za-z]/g, (letter) =>
    letter < 'a' ? letter.toLowerCase() : letter.toUpperCase(),
  )
}

/** `\x74\x6f`, `0x74, 0x6f` or `\u0074\u006f`, of which only letters and digits count. */
function marked(hex: string, mark: string): string {
  return hex.replaceAll(/../g, `${mark}$&`)
}

function urlEncoded(value: string): string {
  // A lone surrogate has no URL form and would make encodeURIComponent throw; bytes have none.
  return encodeURIComponent(Buffer.from(value, 'utf8').toString('utf8'))
}
