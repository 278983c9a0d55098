import { wideEncoding } from './wide-lines.ts'

/** How much of the start decides. */
const PROBE_BYTES = 65_536

/** A log may hold stray control characters; an archive or an image is full of them. */
export function isText(start: Uint8Array): boolean {
  const bytes = start.subarray(0, PROBE_BYTES)
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  // Every other byte of plain text in UTF-16 is zero.
  const counted = wideEncoding(bytes) ? isWideControl : isControl
  let controls = 0
  for (const byte of bytes) controls += counted[byte] ?? 0
  return controls * 20 <= bytes.length
}

/** Backspace, tab, line feed, form feed, carriage return, escape. */
const ordinary: readonly number[] = [0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1b]
const isControl = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 && !ordinary.includes(byte) ? 1 : 0,
)
const isWideControl = isControl.map((flag, byte) => (byte === 0 ? 0 : flag))
