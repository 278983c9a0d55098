/**
 * Maps every character to what stands for it and all characters that RE2's `(?i)` takes for it,
 * among those that an ASCII letter has: beside the other case, these are U+017F for s and U+212A
 * for k (https://www.unicode.org/Public/UCD/latest/ucd/CaseFolding.txt).
 */
export function foldText(text: string): string {
  return text
    .replaceAll('\u017f', 's')
    .replaceAll('\u212a', 'k')
    .replace(/[A-Z]+/g, (upper) => upper.toLowerCase())
}
