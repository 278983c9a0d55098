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
        .filter(({ kind, text, number }) => {
          // A file may begin with the mark that says how its bytes are ordered.
          const seen = number === 1 ? text.replace(/^\ufeff/, '') : text
          return kind === 'added' && HIDDEN.test(withoutOrdinary(seen))
        })
        .map(({ number }) => ({ path, line: number, why: 'a line holds what cannot be seen' })),
    ),
  refused: [
    '=== src/a.ts\n+const a = "\u202e1"',
    '=== src/a.ts\n+const a\u200b = 1',
    '=== src/a.ts\n+const a = "\u{e0041}"',
    '=== src/a.ts\n+\u3164= 1',
    '=== src/a.sh\n+echo \u001b[8mhidden',
    '=== src/a.ts\n+a\rb',
    '=== src/a.ts\n+const a = "1\ufe0f0\ufe0f"',
    '=== src/a.ts\n+const a = "🎉\u{e0101}\u{e0102}"',
    '=== src/a.ts\n+const a = "x\u200dy"',
    '=== src/a.ts\n x\n+\ufeffconst a = 1',
    '=== src/a.ts\n+a\0b',
  ],
  allowed: [
    '=== src/a.ts\n+\tconst größe = "日本語 ⚠️ 🎉"',
    '=== src/a.bat\n+echo hi\r',
    '=== src/a.ts\n+const family = "👨\u200d👩\u200d👧 1\ufe0f\u20e3 ❤\ufe0f\u200d🔥"',
    '=== A.cs\n-\ufeffusing System;\n+\ufeffusing System.Linq;',
    '=== src/a.ts\n-const a\u200b = 1\n+const a = 1',
  ],
}

/** Without the carriage return of a Windows line end, and emoji that are made of several signs. */
function withoutOrdinary(text: string): string {
  return text
    .replace(/\r$/, '')
    .replaceAll(/[0-9#*]\ufe0f\u20e3/g, '')
    .replaceAll(
      /\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?(?:\u200d(?=\p{Extended_Pictographic}))?/gu,
      '',
    )
}
