import type { Rule } from '../rule.ts'

/**
 * Characters that are not seen, or that show a text in another order than it has.
 * https://trojansource.codes describes what can be done with them.
 */
const HIDDEN = /[^\P{Cc}\t]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}/u

export const hiddenUnicode: Rule = {
  name: 'hidden-unicode',
  decision: 'block',
  find: (patch) =>
    patch.flatMap(({ path, hunks }) =>
      hunks
        .flat()
        .filter(({ kind, text }) => kind === 'added' && HIDDEN.test(withoutOrdinary(text)))
        .map(({ number }) => ({ path, line: number, why: 'a line holds what cannot be seen' })),
    ),
  refused: [
    '=== src/a.ts\n+const a = "\u202e1"',
    '=== src/a.ts\n+const a\u200b = 1',
    '=== src/a.ts\n+const a = "\u{e0041}"',
    '=== src/a.ts\n+\u3164= 1',
    '=== src/a.sh\n+echo \u001b[8mhidden',
    '=== src/a.ts\n+a\rb',
  ],
  allowed: [
    '=== src/a.ts\n+\tconst größe = "日本語 ⚠️ 🎉"',
    '=== src/a.bat\n+echo hi\r',
    '=== src/a.ts\n-const a\u200b = 1\n+const a = 1',
  ],
}

/** Without the carriage return of a Windows line end, and emoji that ask to be shown as such. */
function withoutOrdinary(text: string): string {
  return text.replace(/\r$/, '').replaceAll(/\p{Emoji}\ufe0f/gu, '')
}
