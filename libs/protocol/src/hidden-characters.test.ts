import { expect, test } from 'vitest'
import { visible } from './hidden-characters.ts'

test.each([
  ['if (\u202e admin \u2066) {', 'if (⟨U+202E⟩ admin ⟨U+2066⟩) {'],
  ['a\u200bb\ufeff', 'a⟨U+200B⟩b⟨U+FEFF⟩'],
  ['\u{e0041}\u001b[8m', '⟨U+E0041⟩⟨U+001B⟩[8m'],
  ['\u3164= 1, a\u034fb', '⟨U+3164⟩= 1, a⟨U+034F⟩b'],
  ['1\ufe0f0\ufe0e 🎉\u{e0101}', '1⟨U+FE0F⟩0⟨U+FE0E⟩ 🎉⟨U+E0101⟩'],
  ['a\ud800b\u2028', 'a⟨U+D800⟩b⟨U+2028⟩'],
  ['\tgröße = "日本語" ⚠️ 👍🏽 1️⃣\r\n', '\tgröße = "日本語" ⚠️ 👍🏽 1️⃣\r\n'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown)
})
