import { lettersOf, separatorAt } from './letters-of.ts'

/** A part of a secret this long is treated as the secret. */
export const WINDOW_CHARS = 10

/** A stretch of a text: `[start, end)`. */
export type Range = readonly [start: number, end: number]

const BASE = 0x01000193
const LEADING_POWER = power(BASE, WINDOW_CHARS - 1)
const FILTER_BITS = 20

/**
 * Makes a finder of every ten-character part of the given forms, whatever separators were put in
 * between: only letters and digits count, in the forms as in the text. One pass with a rolling hash: the cost does
 * not depend on how many secrets there are.
 * Parts that read like words are not looked for: a secret `millwright-1` must not blank out
 * "millwright" everywhere. Such secrets are only found as a whole, by other means.
 */
export function createWindowFinder(forms: readonly string[]): (text: string) => Range[] {
  const windows = new Set(forms.flatMap((form) => windowsOf(lettersOf(form)).filter(looksRandom)))
  const filter = new Uint8Array(1 << (FILTER_BITS - 3))
  for (const window of windows) {
    const bit = filterBit(hashOf(window))
    filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7))
  }
  const mayHold = (hash: number) => {
    const bit = filterBit(hash)
    return ((filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0
  }
  return (text) => (windows.size === 0 ? [] : scan(text, mayHold, windows))
}

/** True when every part of the form is found by a window finder, so the whole is as well. */
export function isCoveredByWindows(form: string): boolean {
  const windows = windowsOf(lettersOf(form))
  return windows.length > 0 && windows.every(looksRandom)
}

/** Adds a range that begins no earlier than the last one; touching ranges become one. */
export function addRange(ranges: Range[], start: number, end: number): void {
  const last = ranges.at(-1)
  if (last === undefined || start > last[1]) ranges.push([start, end])
  else ranges[ranges.length - 1] = [last[0], Math.max(last[1], end)]
}

function scan(text: string, mayHold: (hash: number) => boolean, windows: Set<string>): Range[] {
  const codes = new Uint16Array(WINDOW_CHARS)
  const places = new Uint32Array(WINDOW_CHARS)
  const ranges: Range[] = []
  let seen = 0
  let hash = 0
  for (let at = 0; at < text.length; at += 1) {
    const skipped = separatorAt(text, at)
    if (skipped > 0) {
      at += skipped - 1
      continue
    }
    const slot = seen % WINDOW_CHARS
    const code = text.charCodeAt(at)
    hash = Math.imul(hash - Math.imul(codes[slot] ?? 0, LEADING_POWER), BASE) + code
    codes[slot] = code
    places[slot] = at
    seen += 1
    if (seen < WINDOW_CHARS || !mayHold(hash)) continue
    const oldest = seen % WINDOW_CHARS
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

function windowsOf(form: string): string[] {
  const count = Math.max(0, form.length - WINDOW_CHARS + 1)
  return Array.from({ length: count }, (_, at) => form.slice(at, at + WINDOW_CHARS))
}

function looksRandom(window: string): boolean {
  const letters = /[A-Za-z]/.test(window)
  const mixed = /[A-Z].*[A-Z]/s.test(window) && /[a-z].*[a-z]/s.test(window)
  return new Set(window).size >= 5 && ((letters && /\d/.test(window)) || mixed)
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
