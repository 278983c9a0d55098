/** For each ASCII character, 1 when it is in the set. */
export type AsciiSet = Uint8Array

const nothing: AsciiSet = new Uint8Array(128)

/** The characters from one to another. */
export function asciiRange(from: string, to: string): AsciiSet {
  const set = new Uint8Array(128)
  const last = Math.min(to.codePointAt(0) ?? 0, 127)
  for (let code = from.codePointAt(0) ?? 0; code <= last; code++) set[code] = 1
  return set
}

export function asciiUnion(...sets: readonly AsciiSet[]): AsciiSet {
  const union = new Uint8Array(128)
  for (const set of sets) for (let code = 0; code < 128; code++) union[code] ||= set[code] ?? 0
  return union
}

export function asciiRest(set: AsciiSet): AsciiSet {
  return set.map((isIn) => 1 - isIn)
}

/** The set with the other case of each letter in it. */
export function asciiFolded(set: AsciiSet): AsciiSet {
  return set.map((isIn, code) => {
    const letter = code | 0x20
    const isLetter = letter >= 0x61 && letter <= 0x7a
    return isLetter ? isIn | (set[code ^ 0x20] ?? 0) : isIn
  })
}

const singles = Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code)
  return asciiRange(char, char)
})
const foldedSingles = singles.map(asciiFolded)

/** A character alone, or with its other case. */
export function asciiOne(char: string, isFolded: boolean): AsciiSet {
  const known = isFolded ? foldedSingles : singles
  return known[char.codePointAt(0) ?? 0] ?? nothing
}

export const asciiAll: AsciiSet = asciiRange('\0', '\u007f')
const digits = asciiRange('0', '9')
const words = asciiUnion(digits, asciiRange('a', 'z'), asciiRange('A', 'Z'), asciiRange('_', '_'))
const spaces = asciiUnion(asciiRange('\t', '\n'), asciiRange('\f', '\r'), asciiRange(' ', ' '))

/** What RE2 means by `\d`, `\s`, `\w` and their opposites. */
export const asciiClasses: Readonly<Record<string, AsciiSet>> = {
  d: digits,
  D: asciiRest(digits),
  s: spaces,
  S: asciiRest(spaces),
  w: words,
  W: asciiRest(words),
}
