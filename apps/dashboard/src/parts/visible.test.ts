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
