import { visible as asInProtocol } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { visible } from './visible.ts'

test.each([
  ['if (\u202e admin \u2066) {', 'if (⟨U+202E⟩ admin ⟨U+2066⟩) {'],
  ['a\u200bb\ufeff', 'a⟨U+200B⟩b⟨U+FEFF⟩'],
  ['\u{e0041}\u001b[8m', '⟨U+E0041⟩⟨U+001B⟩[8m'],
  ['\tgröße = "日本語" ⚠️\r\n', '\tgröße = "日本語" ⚠️\r\n'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown)
})

test.each(['', '1', '🎉', '👍🏽'])(
  'after %j every character is shown as the protocol has it',
  (before) => {
    // The planes in which Unicode has characters that are not seen.
    const starts = [0x0, 0x10000, 0xe0000]
    const points = starts.flatMap((start) =>
      Array.from({ length: 0x10000 }, (_, nth) => String.fromCodePoint(start + nth)),
    )
    const text = points.map((point) => `${before}${point}\u20e3`).join(' ')

    expect(visible(text) === asInProtocol(text)).toBe(true)
  },
)
