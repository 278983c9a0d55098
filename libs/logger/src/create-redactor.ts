import { addRange, createWindowFinder, isCoveredByWindows, type Range } from './find-windows.ts'
import { secretForms } from './secret-forms.ts'
import { REDACTED, redactTokenShapes } from './token-shapes.ts'

/**
 * Puts `[redacted]` where a text holds a secret, a part of one, or something shaped like one.
 * Works on values: it need not know which field a secret ended up in.
 */
export interface Redactor {
  (text: string): string
  /** Takes in a secret that came up later, such as a clone token. */
  add(secret: string): void
}

/** Short-lived secrets remembered; the oldest is forgotten first. */
const ADDED_MAX = 200
/** A longer secret is known by this much of its beginning. */
const SECRET_CHARS_MAX = 20_000

/**
 * Makes a redactor for these values, in every form of `secretForms`, and for known token shapes.
 * A value shorter than six characters is not looked for: it would blank out ordinary text.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const added: string[] = []
  let find: ((text: string) => Range[]) | null = null
  const redact = (text: string) => {
    find ??= createFinder([...secrets, ...added])
    return redactTokenShapes(blankOut(text, find(text)))
  }
  const add = (secret: string) => {
    if (secrets.includes(secret) || added.includes(secret)) return
    added.push(secret)
    if (added.length > ADDED_MAX) added.shift()
    find = null
  }
  return Object.assign(redact, { add })
}

function createFinder(secrets: readonly string[]): (text: string) => Range[] {
  const forms = secrets.flatMap((secret) => secretForms(secret.slice(0, SECRET_CHARS_MAX)))
  const findWindows = createWindowFinder(forms)
  const wholes = forms.filter((form) => !isCoveredByWindows(form))
  return (text) => [...findWindows(text), ...wholes.flatMap((form) => placesOf(text, form))]
}

function placesOf(text: string, form: string): Range[] {
  const ranges: Range[] = []
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    addRange(ranges, at, at + form.length)
  }
  return ranges
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
