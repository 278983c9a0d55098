import { CleanTexts } from './clean-texts.ts'
import { GrowingFinder } from './growing-finder.ts'
import type { Range } from './range.ts'
import { REDACTED, redactTokenShapes } from './token-shapes.ts'

/**
 * Puts `[redacted]` where a text holds a secret, a part of one, or something shaped like one.
 * Works on values: it need not know which field a secret ended up in.
 */
export interface Redactor {
  (text: string): string
  /** Takes in a secret that came up later, such as a clone token. */
  add(secret: string): void
  /** Changes when a secret is taken in: what was clean before may no longer be. */
  version(): number
}

/**
 * Makes a redactor for these values, in every form of `secretForms`, and for known token shapes.
 * A value shorter than six characters is not looked for: it would blank out ordinary text.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const finder = new GrowingFinder(secrets)
  const clean = new CleanTexts()
  let version = 0
  const redact = (text: string) => {
    if (clean.has(text)) return text
    const redacted = redactTokenShapes(blankOut(text, finder.find(text)))
    if (redacted === text) clean.add(text)
    return redacted
  }
  const add = (secret: string) => {
    if (!finder.add(secret)) return
    clean.forget()
    version += 1
  }
  return Object.assign(redact, { add, version: () => version })
}

function blankOut(text: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return text
  const kept: string[] = []
  let end = 0
  for (const range of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (range[0] > end || kept.length === 0) kept.push(text.slice(end, range[0]), REDACTED)
    end = Math.max(end, range[1])
  }
  kept.push(text.slice(end))
  return kept.join('')
}
