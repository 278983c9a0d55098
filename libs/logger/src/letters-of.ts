/** 1 for the ASCII letters and digits. */
const PLAIN = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9]/.test(String.fromCharCode(code)) ? 1 : 0,
)
const BACKSLASH = 0x5c

/**
 * How many characters at this place stand between letters without being one: spaces, line breaks
 * (also as `\n` in JSON, however often escaped), punctuation, what cannot be seen. 0 for a letter.
 * Whoever wants to get a secret past us puts such between its parts.
 */
export function separatorAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code === BACKSLASH) {
    const next = text[at + 1]
    return next === 'n' || next === 'r' || next === 't' ? 2 : 1
  }
  if (code < 128) return PLAIN[code] === 1 ? 0 : 1
  return isUnseen(code) ? 1 : 0
}

/** Only the letters and digits of a text. */
export function lettersOf(text: string): string {
  const kept: string[] = []
  for (let at = 0; at < text.length; ) {
    const skipped = separatorAt(text, at)
    if (skipped === 0) kept.push(text[at] ?? '')
    at += Math.max(1, skipped)
  }
  return kept.join('')
}

/** Soft hyphens, blanks and joiners of every width, marks of direction and order. */
function isUnseen(code: number): boolean {
  return (
    (code >= 0x80 && code <= 0xa0) ||
    code === 0xad ||
    code === 0x034f ||
    (code >= 0x2000 && code <= 0x206f) ||
    code === 0x3000 ||
    code === 0x3164 ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff
  )
}
