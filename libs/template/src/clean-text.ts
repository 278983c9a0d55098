// biome-ignore-start lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
const escapes =
  /\u001b\[[0-9;:?<=>]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]/g
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: see above.

/**
 * Unicode that shows nothing or turns the direction of text: all format characters (bidirectional
 * controls, zero widths, the tag block), and all that a renderer may leave out (variation selectors,
 * fillers, U+034F, U+180E, U+3164).
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/**
 * Leaves of a text what a person would see of it: without terminal escapes, control characters
 * other than line feed and tab, and invisible Unicode. Carriage returns, and the separators that
 * some readers take for line ends, become line feeds.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(escapes, '')
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(controls, '')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .replaceAll(invisible, '')
}
