/** What shows nothing or turns the direction of text; tabs and ends of lines are neither. */
const hidden = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * Words of strangers as they are: what could show a line otherwise than a machine reads it is
 * named, such as ⟨U+202E⟩. https://trojansource.codes says what can be done with it.
 */
export function visible(text: string): string {
  return text.replaceAll(hidden, nameOf)
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
}
