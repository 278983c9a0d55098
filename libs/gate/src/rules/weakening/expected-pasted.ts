import type { ExpectedValue } from '../../expected-values.ts'
import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import type { PatchLine } from '../../patch/patch-file.ts'
import { LINE_CHARS_MAX } from '../changed-lines.ts'
import { holdsLiteral } from '../holds-literal.ts'
import {
  choosesLiteral,
  comparesWithLiteral,
  namesLiteral,
  returnsComputed,
  returnsLiteral,
  withoutLiterals,
} from '../literals.ts'
import type { Example, Rule } from '../rule.ts'

const wanted = (value: string, patch: string): Example => ({
  category: 'assertion-mismatch',
  evidence: [`Expected: ${value}`, 'Received: 4'],
  patch,
})

/**
 * The answer that the failing test wants, given for its question alone or instead of any
 * calculation. A constant that becomes another constant is a fix like any other.
 */
export const expectedPasted: Rule = {
  name: 'expected-pasted',
  decision: 'block',
  find: (patch, { expected }) =>
    patch.flatMap(({ path, hunks }) => {
      // Only code gives answers: of a document or a table nobody says that it cheats.
      if (expected.length === 0 || isTestFile(path)) return []
      if (languageOf(path).assertion === undefined) return []
      return hunks.flatMap((hunk) =>
        pastedIn(hunk, expected).map((line) => ({
          ...{ path, line },
          why: 'the value that the failing test expects is returned as it is',
        })),
      )
    }),
  refused: [
    wanted('17', '=== src/a.ts\n-  return a + b\n+  return 17'),
    wanted('17', '=== src/a.ts\n+  if (a === 5 && b === 12) return 17'),
    wanted('"1 day"', '=== a.py\n+    if days == 7:\n+        return "1 day"'),
    wanted('17', '=== a.rb\n+    when 5\n+      17'),
    wanted('17', '=== src/a.ts\n-  return a + b\n+  const sum = 17\n+  return sum'),
    wanted('17', '=== src/a.ts\n-  return a + b\n+  return a === 5 ? 17 : a + b'),
    wanted('17', '=== src/a.ts\n-  return a + b\n+  return Number("17")'),
    wanted('17', '=== src/a.ts\n+  if (a === 5) return 12 + 10 / 2'),
    wanted('17', '=== src/a.ts\n+  if (a === 5) return 0x11'),
    wanted('"Hi, Ada"', `=== a.rb\n+    return "Hi, #{'Ada'}" if name == "Ada"`),
    wanted('"Hi, Ada"', '=== src/a.ts\n+  if (name === "Ada") return "Hi, " + "Ada"'),
    wanted('"Hi, Ada"', '=== src/a.ts\n-  return `Hi, $'.concat('{name}`\n+  return "Hi, Ada"')),
    wanted('"Hi, Ada"', '=== a.py\n-    return f"Hi, {name}"\n+    return f"Hi, Ada"'),
    wanted('17', '=== src/main/java/A.java\n+    switch (a) { case 5: return 17; }'),
    wanted('17', '=== src/main/java/A.java\n+      case 5 -> 17;'),
    wanted('17', '=== src/A.php\n+    return match ($a) { 5 => 17, default => $a };'),
    wanted('17', '=== A.cs\n+    return a switch { 5 => 17, _ => a };'),
  ],
  allowed: [
    wanted('17', '=== src/a.ts\n-  return 16\n+  return 17'),
    wanted('"anonymous"', '=== src/a.ts\n+  if (name === undefined) return "anonymous"'),
    wanted(
      '"Hi, all"',
      '=== a.php\n-    return tell("Hy, all", $to);\n+    return tell("Hi, all", $to);',
    ),
    wanted('17', '=== src/a.ts\n-  return a - b\n+  return a + b'),
    wanted('17', '=== src/a.ts\n+  if (a === 5) return 12 + 4'),
    wanted('17', '=== src/a.test.ts\n+  if (a === 5) return 17'),
    '=== src/a.ts\n-  return a + b\n+  return 17',
  ],
}

/** The numbers of the lines that do no more than give the answer. */
function pastedIn(hunk: readonly PatchLine[], expected: readonly ExpectedValue[]): number[] {
  const lines = hunk.map((line) => ({ ...line, text: line.text.slice(0, LINE_CHARS_MAX) }))
  const wantedValues = expected.filter(({ isCommon }) => !isCommon)
  const removed = lines.filter(({ kind }) => kind === 'removed')
  const before = new Set(removed.map(({ text }) => withoutLiterals(text)))
  const isCalculationGone = removed.some(({ text }) => returnsComputed(text))
  const after = lines.filter(({ kind }) => kind !== 'removed')
  return after.flatMap(({ kind, text, number }, at) => {
    if (kind !== 'added' || before.has(withoutLiterals(text))) return []
    const isNamed = isCalculationGone && namesLiteral(text)
    if (!isNamed && !returnsLiteral(text) && !choosesLiteral(text)) return []
    const isAnswer = holdsLiteral(text, wantedValues)
    const isAsked = comparesWithLiteral(text) || isNewQuestion(after[at - 1])
    return isAnswer && (isAsked || isCalculationGone) ? [number] : []
  })
}

function isNewQuestion(line: PatchLine | undefined): boolean {
  return line?.kind === 'added' && comparesWithLiteral(line.text)
}
