const [TAB, CR, SPACE] = [0x09, 0x0d, 0x20]

/** Where a line ends without the spaces at its end; -1 when only reading it in full would tell. */
export function textEnd(bytes: Uint8Array, start: number, end: number): number {
  let last = end
  while (last > start && isSpace(bytes[last - 1])) last--
  // Beyond ASCII there are spaces, too.
  return last > start && (bytes[last - 1] ?? 0) < 0x80 ? last : -1
}

function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB || byte === CR
}
