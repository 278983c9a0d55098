import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import type { PatchLine } from '../../patch/patch-file.ts'
import { LINE_CHARS_MAX } from '../changed-lines.ts'
import type { Rule } from '../rule.ts'

/** A comment that is opened before lines of a test that were there: they are code no longer. */
export const testCommentedOut: Rule = {
  name: 'test-commented-out',
  decision: 'block',
  find: (patch) =>
    patch.flatMap(({ path, hunks }) => {
      const opens = languageOf(path).commentOpens
      if (opens === undefined || !isTestFile(path)) return []
      return hunks.flatMap((hunk) => {
        const lines = hunk.filter(({ kind }) => kind !== 'removed')
        return lines
          .filter((line, at) => isOpened(line, opens) && lines[at + 1]?.kind !== 'added')
          .map(({ number }) => ({
            ...{ path, line: number },
            why: 'a comment begins here and takes lines of a test out of use',
          }))
      })
    }),
  refused: [
    '=== src/a.test.ts\n+/*\n   expect(add(1, 2)).toBe(3)\n+*/',
    '=== tests/test_a.py\n+    """\n     assert add(1, 2) == 3\n+    """',
    '=== spec/a_spec.rb\n+=begin\n   it "adds" do',
    '=== A.Tests/ATests.cs\n+#if false\n     [Fact]',
    '=== a_test.go\n func TestAdds(t *testing.T) {\n+/*',
  ],
  allowed: [
    '=== src/a.test.ts\n+/* one line */\n   expect(add(1, 2)).toBe(3)',
    '=== src/a.test.ts\n+/*\n+ * What is tested here.\n+ */\n   expect(add(1, 2)).toBe(3)',
    '=== tests/test_a.py\n+    """Adds two numbers."""\n     assert add(1, 2) == 3',
    '=== src/a.ts\n+/*\n   total()',
  ],
}

function isOpened({ kind, text }: PatchLine, opens: RegExp): boolean {
  return kind === 'added' && opens.test(text.slice(0, LINE_CHARS_MAX))
}
