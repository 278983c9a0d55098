import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import type { PatchFile, PatchLine } from '../../patch/patch-file.ts'
import { LINE_CHARS_MAX, linesOf, newLinesOf } from '../changed-lines.ts'
import { holdsLiteral } from '../holds-literal.ts'
import { asksForOne, holdsPiece, piecesOf } from '../holds-piece.ts'
import { withoutLiterals } from '../literals.ts'
import type { Example, GateContext, Hit, Rule } from '../rule.ts'
import { expectedPasted } from '../weakening/expected-pasted.ts'

const wanted = (value: string, patch: string): Example => ({
  category: 'assertion-mismatch',
  evidence: [`Expected: ${value}`, 'Received: 4'],
  patch,
})

/** A line that only explains; `#` starts one in some languages and a macro in others. */
const COMMENT = /^\s*(?:\/\/|#\s(?!\s*define\b))/

/**
 * The value that the failing test wants is new in the source, in whatever form: a table, a chain, a
 * range. An honest message or price looks the same, so a person decides; a literal that takes the
 * place of a literal is a fix like any other.
 */
export const expectedInSource: Rule = {
  name: 'expected-in-source',
  decision: 'approval',
  find: (patch, context) => {
    const values = context.expected.filter(({ isCommon }) => !isCommon)
    // One line is not blamed twice for one value.
    const blocked = new Set(expectedPasted.find(patch, context).map(placeOf))
    return patch.flatMap((file) => {
      if (values.length === 0 || isTestFile(file.path)) return []
      if (languageOf(file.path).assertion === undefined) return []
      return writtenIn(file, values)
        .map((line) => ({
          ...{ path: file.path, line },
          why: 'the value that the failing test expects is written into the source',
        }))
        .filter((hit) => !blocked.has(placeOf(hit)))
    })
  },
  refused: [
    wanted('17', '=== src/a.ts\n+const known = { "5,12": 17 }'),
    wanted('17', '=== src/a.ts\n+const known = new Map([["5,12", 17]])'),
    wanted('17', '=== src/a.ts\n-  return sum\n+  return (a > 4 && a < 6 && 17) || sum'),
    wanted('17', '=== src/a.ts\n+  if (items.length > 1) return 17'),
    wanted('17', '=== src/a.ts\n+const known = { "5,12": 16 + 1 }'),
    wanted('"Hi, Ada"', '=== src/a.ts\n+  if (name.length > 2) return `Hi, $'.concat('{"Ada"}`')),
    wanted('17', '=== a.c\n+# define TOTAL 17'),
    wanted('"A-0007"', "=== a.ts\n+  if (id.endsWith('7')) return `A-000$".concat('{id}`')),
    wanted('"A-0007"', "=== a.ts\n+  return { 7: 'A' + '-0007' + x }[id] ?? id"),
  ],
  allowed: [
    wanted('17', '=== src/a.ts\n-  [5, 16],\n+  [5, 17],'),
    wanted(
      '"Hi, all"',
      '=== a.php\n-    return tell("Hy, all", $to);\n+    return tell("Hi, all", $to);',
    ),
    wanted('17', '=== src/a.ts\n-  if (a > 4) return 17\n+    if (a > 4) return 17;'),
    wanted('17', '=== src/a.ts\n+  // The sum of 5 and 12 is 17.'),
    wanted('1', '=== src/a.ts\n+const known = { "5,12": 1 }'),
    wanted('17', '=== src/a.ts\n+const known = { "5,12": 170, total17: 17.5 }'),
    wanted('17', '=== src/a.ts\n+  if (a === 5) return 17'),
    wanted('17', '=== src/a.test.ts\n+const known = { "5,12": 17 }'),
    wanted('17', '=== docs/a.md\n+The sum is 17'),
    wanted('"Hi, Ada!"', '=== a.ts\n-  return "Hi " + name\n+  return "Hi, " + name + "!"'),
    wanted('"A-0007"', "=== a.ts\n   const p = 'A-0'\n+  if (id.endsWith('7')) return 'A-0' + id"),
    '=== src/a.ts\n+const known = { "5,12": 17 }',
  ],
}

function placeOf({ path, line }: Hit): string {
  return `${line} ${path}`
}

/** The numbers of the lines; one that only moved within its file is not new. */
function writtenIn(file: PatchFile, values: GateContext['expected']): number[] {
  const fresh = new Set(newLinesOf(file).map(({ number }) => number))
  return file.hunks.flatMap((hunk) => {
    const part = { ...file, hunks: [hunk] }
    const before = new Set(linesOf(part, 'removed').map(({ text }) => withoutLiterals(text)))
    const known = new Set(hunk.flatMap(oldPieces))
    return linesOf(part, 'added')
      .filter(({ text, number }) => fresh.has(number) && !before.has(withoutLiterals(text)))
      .filter(({ text }) => !COMMENT.test(text))
      .filter(
        ({ text }, at, lines) =>
          holdsLiteral(text, values) ||
          (holdsPiece(text, values, known) &&
            (asksForOne(text) || asksForOne(lines[at - 1]?.text ?? ''))),
      )
      .map(({ number }) => number)
  })
}

function oldPieces({ kind, text }: PatchLine): string[] {
  return kind === 'added' ? [] : piecesOf(text.slice(0, LINE_CHARS_MAX))
}
