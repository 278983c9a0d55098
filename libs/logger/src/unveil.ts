/** Time, line number, or path with line number, that a log, a listing or a search puts before each line. */
const LINE_START = String.raw`^(?:\d{4}-\d\d-\d\d[T ][\d:.,]{1,20}(?:Z|[+-]\d\d:?\d\d)?|[ \t]{0,8}\d{1,7}[ \t]{0,4}[|:>)\t]|[\w./-]{1,200}:\d{1,7}:)[ \t]?`
/** Colours and other orders to a terminal. */
const TERMINAL = String.raw`\u001b\[[\d;?]{0,20}[A-Za-z]`
/** One character written as its number: URL, C, JSON, HTML, octal. */
const ESCAPED = String.raw`%[\da-fA-F]{2}|\\x[\da-fA-F]{2}|\\{1,4}u00[\da-fA-F]{2}|\\[0-7]{2,3}|&#(?:x[\da-fA-F]{2}|\d{2,3});`
/** Letters in the widths and styles that Unicode has for Asian columns, formulas and flags. */
const STYLED = String.raw`[\uff01-\uff5e]|\ud835[\udc00-\udfff]|\udb40[\udc20-\udc7e]`
const VEILS = new RegExp(`${LINE_START}|${TERMINAL}|${ESCAPED}|${STYLED}`, 'gm')
const MAY_BE_VEILED = new RegExp(`[%\\\\&\\u001b\\uff01-\\uff5e\\ud835\\udb40]|${LINE_START}`, 'm')

/**
 * The text as a reader would take it, with each character where it was: what decorates lines is
 * blank, what is written as a number or in another style is the letter that it stands for.
 * Gives back the same text where there is nothing to see through.
 */
export function unveil(text: string): string {
  if (!MAY_BE_VEILED.test(text)) return text
  return text.replace(VEILS, (veil) => letterOf(veil).padStart(veil.length))
}

function letterOf(veil: string): string {
  const code = codeOf(veil)
  if (code !== null) return code > 0x1f && code < 0x7f ? String.fromCharCode(code) : ''
  const plain = veil.normalize('NFKC')
  return plain.length === 1 && plain < '\u007f' ? plain : ''
}

function codeOf(veil: string): number | null {
  const hex = /^(?:%|\\x|\\+u00|&#x)([\da-f]{2});?$/i.exec(veil)?.[1]
  if (hex !== undefined) return Number.parseInt(hex, 16)
  const octal = /^\\([0-7]{2,3})$/.exec(veil)?.[1]
  if (octal !== undefined) return Number.parseInt(octal, 8)
  const decimal = /^&#(\d{2,3});$/.exec(veil)?.[1]
  if (decimal !== undefined) return Number(decimal)
  const point = veil.codePointAt(0) ?? 0
  return point >= 0xe0020 && point <= 0xe007e ? point - 0xe0000 : null
}
