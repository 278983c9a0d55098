/** As in the protocol, of which a page can take types alone; a test holds the two together. */
const hidden =
  /(?![\t\n\r]|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]|[0-9#*](?=\ufe0f\u20e3))\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

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
