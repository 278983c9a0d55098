import { Drop } from 'liquidjs'
import { cutText, type Keep } from './cut-text.ts'
import type { Untrusted } from './untrusted.ts'

/**
 * Untrusted text as a template sees it. Only the engine's output hook can read it: a filter or a
 * comparison gets an object that stands for nothing.
 */
export class Fenced extends Drop {
  readonly #text: string

  constructor(text: string) {
    super()
    this.#text = text
  }

  /** The text between its marks. */
  print(): string {
    return this.#text
  }
}

/**
 * Puts untrusted text between marks that hold a nonce, cut to `chars` characters.
 * The marks help a model to tell data from instructions; nothing relies on them.
 */
export function fence(
  value: Untrusted,
  nonce: string,
  limit: { chars: number; keep: Keep },
): Fenced {
  const text = cutText(value.readable(nonce), limit)
  if (text.trim() === '') return new Fenced('(none)')
  const space = text.includes('\n') ? '\n' : ''
  const open = `<untrusted-${nonce} source="${value.source}">`
  return new Fenced(`${open}${space}${text}${space}</untrusted-${nonce}>`)
}
