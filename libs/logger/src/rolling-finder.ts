import { separatorAt } from './letters-of.ts'
import { addRange, type Range } from './range.ts'

const BASE = 0x01000193
const FILTER_BITS = 20

/** Makes a finder of these parts, each of as many letters, by one pass with a rolling hash. */
export function createRollingFinder(
  parts: readonly string[],
  chars: number,
): (text: string) => Range[] {
  const windows = new Set(parts)
  const filter = new Uint8Array(1 << (FILTER_BITS - 3))
  for (const window of windows) {
    const bit = filterBit(hashOf(window))
    filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7))
  }
  const mayHold = (hash: number) => {
    const bit = filterBit(hash)
    return ((filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0
  }
  return (text) => (windows.size === 0 ? [] : scan(text, { chars, mayHold, windows }))
}

interface Wanted {
  chars: number
  mayHold: (hash: number) => boolean
  windows: ReadonlySet<string>
}

function scan(text: string, { chars, mayHold, windows }: Wanted): Range[] {
  const codes = new Uint16Array(chars)
  const places = new Uint32Array(chars)
  const leading = power(BASE, chars - 1)
  const ranges: Range[] = []
  let seen = 0
  let hash = 0
  for (let at = 0; at < text.length; at += 1) {
    const skipped = separatorAt(text, at)
    if (skipped > 0) {
      at += skipped - 1
      continue
    }
    const slot = seen % chars
    const code = text.charCodeAt(at)
    hash = Math.imul(hash - Math.imul(codes[slot] ?? 0, leading), BASE) + code
    codes[slot] = code
    places[slot] = at
    seen += 1
    if (seen < chars || !mayHold(hash)) continue
    const oldest = seen % chars
    const window = String.fromCharCode(...codes.subarray(oldest), ...codes.subarray(0, oldest))
    if (windows.has(window)) addRange(ranges, places[oldest] ?? at, endOf(text, at))
  }
  return ranges
}

/** Behind the last character, and behind what fills up base64. */
function endOf(text: string, at: number): number {
  let end = at + 1
  while (end <= at + 2 && text[end] === '=') end += 1
  return end
}

function hashOf(window: string): number {
  let hash = 0
  for (let at = 0; at < window.length; at += 1) {
    hash = Math.imul(hash, BASE) + window.charCodeAt(at)
  }
  return hash
}

function filterBit(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - FILTER_BITS)
}

function power(base: number, exponent: number): number {
  return exponent === 0 ? 1 : Math.imul(base, power(base, exponent - 1))
}
