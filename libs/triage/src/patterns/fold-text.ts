/**
 * Maps every character to one that stands for it and its like: a letter for both cases and for
 * what else RE2's `(?i)` takes for it, which for ASCII letters is U+017F for s and U+212A for k
 * (https://www.unicode.org/Public/UCD/latest/ucd/CaseFolding.txt); 0 for all
 * digits, so that `\d` is a character of a literal.
 */
export function foldText(text: string): string {
  return plain.test(text) ? text : foldAll(text)
}

/** What stands for itself, and makes up most of what is folded. */
const plain = /^[\0-0:-@[-\x7f]*$/

function foldAll(text: string): string {
  return text
    .replaceAll('\u017f', 's')
    .replaceAll('\u212a', 'k')
    .replace(/[1-9]/g, '0')
    .replace(/[A-Z]+/g, (upper) => upper.toLowerCase())
}
