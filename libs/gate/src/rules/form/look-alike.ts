import { linesOf } from '../changed-lines.ts'
import type { Rule } from '../rule.ts'

/** Letters of other alphabets that are drawn like Latin ones; https://www.unicode.org/reports/tr39 */
const DRAWN_ALIKE = String.raw`\p{Script=Cyrillic}\p{Script=Cherokee}\p{Script=Lisu}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορικυχγօոսցհքԁɡɑɩ`
/** One word of two alphabets: `usеr` with a Cyrillic letter is another name than `user`. */
const MIXED = new RegExp(
  String.raw`[A-Za-z_]\d{0,5}[${DRAWN_ALIKE}]|[${DRAWN_ALIKE}]\d{0,5}[A-Za-z_]`,
  'u',
)
/** Letters and digits for formulas and for columns of Asian text: some languages read them as ASCII. */
const STYLED =
  /[\u{1d400}-\u{1d7ff}]|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a](?=[\w(.])|\w[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/u

/** Names that look like other names: a reader sees one thing, and a compiler another. */
export const lookAlike: Rule = {
  name: 'look-alike',
  decision: 'block',
  find: (patch) =>
    patch.flatMap((file) => {
      const inPath = isFooled(file.path)
        ? [{ path: file.path, line: null, why: 'the path mixes alphabets that look alike' }]
        : []
      const inLines = linesOf(file, 'added')
        .filter(({ text }) => isFooled(text))
        .map(({ number }) => ({
          ...{ path: file.path, line: number },
          why: 'a word mixes alphabets that look alike, or letters that only look like letters',
        }))
      return [...inPath, ...inLines]
    }),
  refused: [
    '=== src/a.ts\n+const us\u0435r = find(id)',
    '=== src/a.ts\n+if (is\u0410dmin) return true',
    '=== app/a.py\n+\u{1d4ee}\u{1d4ff}\u{1d4ea}\u{1d4f5}(text)',
    '=== app/a.py\n+\uff45val(text)',
    '=== src/\u0441art.ts\n+x',
    '=== src/a.ts\n+const t\u03bftal = 1',
  ],
  allowed: [
    '=== src/a.ts\n+const größe = "Привет, мир! 日本語"',
    '=== src/a.ts\n+const \u0394t = 1 // in µs, \u03bb of 5 k\u03a9',
    '=== src/a.ts\n-const us\u0435r = find(id)\n+const user = find(id)',
    '=== docs/ja.md\n+全角：（１０％）',
  ],
}

function isFooled(text: string): boolean {
  return MIXED.test(text) || STYLED.test(text)
}
