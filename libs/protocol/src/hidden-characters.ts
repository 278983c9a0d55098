/**
 * What is not seen, or shows a text in another order than it has; tabs and ends of lines are
 * neither, and U+FE0F is seen where it makes a sign an emoji. For `replaceAll` alone.
 * https://trojansource.codes says what can be done with them, and
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point what a renderer may leave out.
 */
export const hiddenCharacters =
  /(?![\t\n\r]|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]|[0-9#*](?=\ufe0f\u20e3))\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/**
 * Words of strangers as they are: what could show a line otherwise than a machine reads it is
 * named, such as ⟨U+202E⟩.
 */
export function visible(text: string): string {
  return text.replaceAll(hiddenCharacters, nameOf)
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
}
