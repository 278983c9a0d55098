/** A character and how many bytes it takes. */
export type Rune = { code: number; bytes: number }

/** The code of bytes that are not UTF-8. */
export const RUNE_BROKEN = -1

/**
 * Reads the character beyond ASCII that stands at `i`, into `rune`. What a decoder of the Encoding
 * Standard (https://encoding.spec.whatwg.org/#utf-8-decoder) replaces is RUNE_BROKEN.
 */
export function readRune(bytes: Uint8Array, i: number, end: number, rune: Rune): Rune {
  const lead = bytes[i] ?? 0
  const size = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  rune.bytes = size
  rune.code = RUNE_BROKEN
  if (size === 0 || i + size > end) return rune
  let code = lead & (0xff >> (size + 1))
  for (let k = 1; k < size; k++) {
    const byte = bytes[i + k] ?? 0
    if ((byte & 0xc0) !== 0x80) return rune
    code = (code << 6) | (byte & 0x3f)
  }
  const isLeast = code >= (leastOf[size] ?? 0)
  const isSurrogate = code >= 0xd800 && code <= 0xdfff
  if (isLeast && !isSurrogate && code <= 0x10ffff) rune.code = code
  return rune
}

/** The first character that needs so many bytes. */
const leastOf: readonly number[] = [0, 0, 0x80, 0x800, 0x10000]
