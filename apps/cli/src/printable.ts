import { hiddenCharacters } from '@millwright/protocol'

/** Nothing that may stand within a line: what hides or turns it, terminal escapes, tabs, its end. */
const hidden = new RegExp(`(?:${hiddenCharacters.source}|[\\t\\n\\r])+`, 'gu')

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
  return text.replaceAll(hiddenCharacters, escaped)
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
