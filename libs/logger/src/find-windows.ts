import { lettersOf } from './letters-of.ts'
import type { Range } from './range.ts'
import { createRollingFinder } from './rolling-finder.ts'

/** A part of a secret with so many letters and digits is treated as the secret. */
const WINDOW_CHARS = 10
/** The same for a part that reads like words: fewer may well stand in an ordinary text. */
const WORDS_CHARS = 20

/**
 * Makes a finder of every part of ten characters of the given forms, whatever separators were put
 * in between: only letters and digits count, in the forms as in the text. Each pass is one rolling
 * hash: the cost does not depend on how many secrets there are.
 * A part that reads like words counts from twenty characters on: a secret `millwright-1` must not
 * blank out "millwright" everywhere. Shorter ones are found as a whole only, by other means.
 */
export function createWindowFinder(forms: readonly string[]): (text: string) => Range[] {
  const letters = forms.map(lettersOf)
  const random = letters.flatMap((form) => windowsOf(form, WINDOW_CHARS).filter(looksRandom))
  const words = letters.filter((form) => !isCoveredByWindows(form))
  const finders = [
    createRollingFinder(random, WINDOW_CHARS),
    createRollingFinder(
      words.flatMap((form) => windowsOf(form, WORDS_CHARS).filter(isVaried)),
      WORDS_CHARS,
    ),
  ]
  return (text) => finders.flatMap((find) => find(text))
}

/** True when every part of the form is found by a window finder, so the whole is as well. */
export function isCoveredByWindows(form: string): boolean {
  const windows = windowsOf(lettersOf(form), WINDOW_CHARS)
  return windows.length > 0 && windows.every(looksRandom)
}

/** Each of them once: they are looked at closely, and a secret may repeat itself. */
function windowsOf(letters: string, chars: number): string[] {
  const count = Math.max(0, letters.length - chars + 1)
  return [...new Set(Array.from({ length: count }, (_, at) => letters.slice(at, at + chars)))]
}

/** True unless it is one character over and over, as in a line of dashes or zeros. */
function isVaried(window: string): boolean {
  return new Set(window).size >= 5 && /[A-Za-z]/.test(window)
}

function looksRandom(window: string): boolean {
  const letters = /[A-Za-z]/.test(window)
  const mixed = /[A-Z].*[A-Z]/s.test(window) && /[a-z].*[a-z]/s.test(window)
  return new Set(window).size >= 5 && ((letters && /\d/.test(window)) || mixed)
}
