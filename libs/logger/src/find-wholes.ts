import { lettersOf, separatorAt } from './letters-of.ts'
import { addRange, type Range } from './range.ts'

/** Fewer letters than this may well stand in a row by chance when what lies between is left out. */
const LETTERS_MIN = 12

/**
 * Makes a finder of forms as a whole: as they are, and with other separators between their letters.
 * It is for forms that read like words, whose parts must be left alone.
 */
export function createWholeFinder(forms: readonly string[]): (text: string) => Range[] {
  const letters = [...new Set(forms.map(lettersOf))].filter((form) => form.length >= LETTERS_MIN)
  return (text) => [
    ...forms.flatMap((form) => placesOf(text, form)),
    ...(letters.length === 0 ? [] : spreadOut(text, letters)),
  ]
}

function spreadOut(text: string, letters: readonly string[]): Range[] {
  const bare = lettersOf(text)
  const found = letters.flatMap((form) => placesOf(bare, form))
  if (found.length === 0) return []
  const places = placesOfLetters(text, bare.length)
  return found.map(([start, end]) => [places[start] ?? 0, (places[end - 1] ?? 0) + 1])
}

function placesOfLetters(text: string, count: number): Uint32Array {
  const places = new Uint32Array(count)
  let seen = 0
  for (let at = 0; at < text.length; ) {
    const skipped = separatorAt(text, at)
    if (skipped === 0) places[seen++] = at
    at += Math.max(1, skipped)
  }
  return places
}

function placesOf(text: string, form: string): Range[] {
  const ranges: Range[] = []
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    addRange(ranges, at, at + form.length)
  }
  return ranges
}
