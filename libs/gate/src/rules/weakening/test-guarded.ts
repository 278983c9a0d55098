import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import type { PatchFile, PatchLine } from '../../patch/patch-file.ts'
import { LINE_CHARS_MAX, newLinesOf } from '../changed-lines.ts'
import { matchesIn } from '../count-matches.ts'
import type { Hit, Rule } from '../rule.ts'

/** What runs the lines behind it only at times, later, or without anybody hearing of a failure. */
const OPENS =
  /^\s*(?:\}\s*)?(?:try\b|begin\s*$|(?:if|unless|elif|elsif|when)\b|else\b|with\s+(?:contextlib\.)?suppress\b|(?:async\s+)?def\s+(?!test)\w+\s*\(.*\)\s*(?:->.*)?:\s*$|(?:const|let|var|auto)\s+\w+\s*=.*(?:=>|\bfunction\b.*\)|\]\s*\(\s*\))\s*\{?\s*$|Record\.Exception|#\[\s*cfg\b|\/\*\s*$|(?:setTimeout|setImmediate|queueMicrotask|process\.nextTick)\s*\()/

/** Assertions that were there and now stand inside something that may leave them out. */
export const testGuarded: Rule = {
  name: 'test-guarded',
  decision: 'block',
  find: (patch) => patch.filter(mayHoldTests).flatMap(hitsIn),
  refused: [
    '=== src/a.test.ts\n+  try {\n     expect(add(1, 2)).toBe(3)\n+  } catch {',
    '=== src/a.test.ts\n+if (Date.now() < 0) {\n   it("adds", () => {',
    '=== tests/test_a.py\n-    assert add(1, 2) == 3\n+    if full:\n+        assert add(1, 2) == 3',
    '=== tests/test_a.py\n-    assert add(1, 2) == 3\n+    def later():\n+        assert add(1, 2) == 3',
    '=== src/test/java/ATest.java\n+        try {\n             assertEquals(3, add(1, 2));',
    '=== A.Tests/ATests.cs\n+        try\n+        {\n             Assert.Equal(3, Add(1, 2));',
    '=== src/lib.rs\n+    #[cfg(not(ci))]\n     #[test]',
  ],
  allowed: [
    '=== src/a.test.ts\n+  if (isNew) {\n+    expect(add(1, 2)).toBe(3)\n+  }',
    '=== src/a.test.ts\n+  const cart = open()\n   expect(add(1, 2)).toBe(3)',
    '=== src/a.ts\n+  if (isNew) {\n     assert(add(1, 2))',
  ],
}

/** In some languages tests stand beside the code. */
function mayHoldTests({ path }: PatchFile): boolean {
  return isTestFile(path) || languageOf(path).testInSource !== undefined
}

function hitsIn(file: PatchFile): Hit[] {
  const { assertion, test } = languageOf(file.path)
  const fresh = new Set(newLinesOf(file).map(({ number }) => number))
  const isOld = ({ kind, text, number }: PatchLine) =>
    (kind === 'context' || !fresh.has(number)) &&
    [isTestFile(file.path) ? assertion : undefined, test].some(
      (form) => form !== undefined && matchesIn(text, form) > 0,
    )
  return file.hunks.flatMap((hunk) => {
    const lines = hunk
      .filter(({ kind, text }) => kind !== 'removed' && !/^\s*\{?\s*$/.test(text))
      .map((line) => ({ ...line, text: line.text.slice(0, LINE_CHARS_MAX) }))
    return lines
      .filter(({ kind, text, number }, at) => {
        const next = lines[at + 1]
        const isNew = kind === 'added' && fresh.has(number)
        return isNew && OPENS.test(text) && next !== undefined && isOld(next)
      })
      .map(({ number }) => ({
        ...{ path: file.path, line: number },
        why: 'assertions that were there may now be left out, or fail unheard',
      }))
  })
}
