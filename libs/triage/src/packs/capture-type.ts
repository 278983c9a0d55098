import { normalisePath } from './normalise-path.ts'
import type { CaptureType } from './rule-pack.ts'

const TEXT_CHARS_MAX = 300
const number = /^\d{1,9}$/
const word = /^[A-Za-z0-9_@.:+/][A-Za-z0-9_@.:+/-]{0,199}$/

/**
 * Turns what a group matched into a value of its type, or null when it holds other characters.
 * The values of `path`, `word` and `number` are safe in a command once quoted: no leading hyphen,
 * no white space, no quotes, and a path neither absolute nor leading upwards.
 */
export function readCapture(
  type: CaptureType,
  raw: string,
  roots: readonly string[],
): string | null {
  switch (type) {
    case 'path':
      return normalisePath(raw, roots)
    case 'number':
      return number.test(raw) ? raw : null
    case 'word':
      return word.test(raw) ? raw : null
    case 'test':
    case 'text':
      return raw.trim().slice(0, TEXT_CHARS_MAX) || null
  }
}

/** True for the types whose values may stand in a command. */
export function isCommandSafe(type: CaptureType): boolean {
  return type === 'path' || type === 'number' || type === 'word'
}
