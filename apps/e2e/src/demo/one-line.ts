import { cleanText } from '@millwright/template'

/** A text of any origin on one line of a terminal, at most `charsMax` characters long. */
export function oneLine(text: string, charsMax: number): string {
  const characters = [...cleanText(text).replaceAll(/\s+/g, ' ').trim()]
  if (characters.length <= charsMax) return characters.join('')
  return `${characters.slice(0, charsMax - 1).join('')}…`
}
