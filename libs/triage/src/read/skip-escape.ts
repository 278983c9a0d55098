const ESC = 0x1b
const BEL = 0x07

/**
 * The place after the terminal escape that starts at `start`: a CSI, OSC or APC sequence or a
 * shorter one (ECMA-48, https://ecma-international.org/publications-and-standards/standards/ecma-48/).
 * A lone escape character is one byte long.
 */
export function skipEscape(bytes: Uint8Array, start: number, end: number): number {
  const kind = bytes[start + 1]
  if (kind === 0x5d || kind === 0x5f) return skipCommand(bytes, start + 2, end)
  if (kind === 0x5b) {
    const parameters = skipWhile(bytes, start + 2, end, isParameter)
    const last = skipWhile(bytes, parameters, end, isIntermediate)
    if (last < end && isBetween(bytes[last], 0x40, 0x7e)) return last + 1
  }
  const last = skipWhile(bytes, start + 1, end, isIntermediate)
  return last < end && isBetween(bytes[last], 0x30, 0x7e) ? last + 1 : start + 1
}

/** An operating system or application command ends at BEL, at ESC \ or where the next escape or the end is. */
function skipCommand(bytes: Uint8Array, start: number, end: number): number {
  const last = skipWhile(bytes, start, end, (byte) => byte !== BEL && byte !== ESC)
  if (last >= end) return end
  if (bytes[last] === BEL) return last + 1
  return bytes[last + 1] === 0x5c && last + 1 < end ? last + 2 : last
}

function skipWhile(
  bytes: Uint8Array,
  start: number,
  end: number,
  isPart: (byte: number) => boolean,
): number {
  let i = start
  while (i < end && isPart(bytes[i] ?? 0)) i++
  return i
}

/** The characters `0-9 : ; < = > ?`. */
function isParameter(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x3f
}

function isIntermediate(byte: number): boolean {
  return byte >= 0x20 && byte <= 0x2f
}

function isBetween(byte: number | undefined, least: number, most: number): boolean {
  return byte !== undefined && byte >= least && byte <= most
}
