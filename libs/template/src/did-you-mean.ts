import { closest, distance } from 'fastest-levenshtein'

/** Words further apart than this share of their length are different words, not a slip. */
const SLIP_SHARE = 0.4
const WORD_CHARS_MAX = 60

/** `; did you mean "x"?` when one of the known words is close to this one, else nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const words = [...known]
  if (words.length === 0 || word.length > WORD_CHARS_MAX) return ''
  const near = closest(word, words)
  const isSlip = distance(word, near) <= Math.max(1, Math.floor(near.length * SLIP_SHARE))
  return isSlip && near !== word ? `; did you mean "${near}"?` : ''
}
