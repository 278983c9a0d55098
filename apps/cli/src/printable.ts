/** Terminal escapes, bidirectional overrides, invisible characters: nothing a person would type. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu

/** Text from outside as one line that a terminal shows and never obeys. */
export function printable(text: string): string {
  return text.replaceAll(hidden, ' ').trim()
}

/** The same for text of several lines. */
export function printableLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replaceAll(hidden, ' ').trimEnd())
    .join('\n')
}

/** JSON in which characters that a terminal might obey are escaped; equal to a parser. */
export function printableJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent) ?? 'null'
  return text.replaceAll(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, escaped)
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
