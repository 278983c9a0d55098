const TAB = 0x09
const SPACE = 0x20
const HASH = 0x23
const PARENTHESIS = 0x28
const PLUS = 0x2b
const SLASH = 0x2f
const COLON = 0x3a
const EQUALS = 0x3d
const GREATER = 0x3e
const UPPER_S = 0x53
const BRACKET = 0x5b
const LOWER_T = 0x74
const PIPE = 0x7c

/**
 * The first character of a line's cleaned text when it is an ASCII character, to tell by it what
 * cannot match; -1 when only reading the line in full would tell. `start` is where the text begins.
 */
export function firstChar(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] ?? 0
  const isPlain = start < end && first < 0x7f && (first >= 0x20 || first === TAB)
  if (!isPlain) return -1
  const mayBePrefix =
    mayBeClock(bytes, start) ||
    mayBeSource(bytes, start, end) ||
    mayBeContainer(bytes, start, end) ||
    mayBeTask(bytes, start, end)
  return mayBePrefix ? -1 : first
}

/** Whether `cleanLine` may take off the front of this line when it was printed. */
function mayBeClock(bytes: Uint8Array, start: number): boolean {
  const [first = 0, second] = [bytes[start], bytes[start + 1]]
  if (first !== PARENTHESIS && !isDigit(first)) return false
  return !isShown(second) || isDigit(second ?? 0)
}

/** Whether `cleanLine` may take off the front of this line which builder printed it. */
function mayBeSource(bytes: Uint8Array, start: number, end: number): boolean {
  let i = start
  while (i < end && bytes[i] === SPACE) i++
  const [first, second] = [bytes[i], bytes[i + 1]]
  if (first === PLUS) return second !== SPACE && second !== PLUS
  if (first === EQUALS) return true
  if (i > start) return !isShown(first) || first === GREATER
  return first === UPPER_S && (second === LOWER_T || !isShown(second))
}

/** Whether `cleanLine` may take off the front of this line what a runner of many tasks puts there. */
function mayBeTask(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === BRACKET) return !isUpper(bytes[start + 1] ?? 0)
  let hasSlash = false
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0
    if (byte === COLON) return startsName(bytes[i + 1])
    if (byte === SPACE) return hasSlash && startsName(bytes[i + 1])
    if (!isShown(byte)) return true
    if (byte === SLASH) hasSlash = true
  }
  return false
}

function startsName(byte: number | undefined): boolean {
  return !isShown(byte) || isLower(byte ?? 0)
}

/** Whether `cleanLine` may take off the front of this line what docker puts before each line. */
function mayBeContainer(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === HASH) return !isShown(bytes[start + 1]) || isDigit(bytes[start + 1] ?? 0)
  if (!isLower(bytes[start] ?? 0)) return false
  let i = start
  while (i < end && isNamePart(bytes[i] ?? 0)) i++
  while (i < end && bytes[i] === 0x20) i++
  return i < end && (bytes[i] === PIPE || !isShown(bytes[i]))
}

/** False for what may be removed between two characters of a prefix. */
function isShown(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x20 && byte < 0x7f
}

function isUpper(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a
}

function isLower(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a
}

function isNamePart(byte: number): boolean {
  return isLower(byte) || isDigit(byte) || byte === 0x2d || byte === 0x2e || byte === 0x5f
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
