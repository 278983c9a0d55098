import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import { prose } from '../../languages/prose.ts'
import { LINE_CHARS_MAX, newLinesOf } from '../changed-lines.ts'
import { matchesIn } from '../count-matches.ts'
import type { Rule } from '../rule.ts'

/** Something is written, moved, read or taken away, in any language. */
const ACTS =
  /\b(?:rm\w*|mv|cp|sed|truncate|unlink\w*|remove\w*|rename\w*|write\w*|delete\w*|copy\w*|move\w*|open\w*|fopen|read\w*|FileUtils|File|fs|Files|shutil|os|ioutil|file_(?:get|put)_contents)\b/
const WORD = /[\w@./*-]{3,200}/g

/** Code that reaches for the tests: it could take one away, or read the answer out of it. */
export const touchesTests: Rule = {
  name: 'touches-tests',
  decision: 'approval',
  find: (patch) =>
    patch.flatMap((file) => {
      if (isTestFile(file.path) || languageOf(file.path) === prose) return []
      return newLinesOf(file)
        .filter(({ text }) => matchesIn(text, ACTS) > 0 && namesTest(text))
        .map(({ number }) => ({
          ...{ path: file.path, line: number },
          why: 'code outside the tests writes to them, reads them or takes them away',
        }))
    }),
  refused: [
    "=== scripts/prepare.js\n+fs.rmSync('test/cart.test.js')",
    '=== app/a.py\n+    text = open("tests/test_cart.py").read()',
    '=== scripts/prepare.sh\n+sed -i s/27/30/ tests/test_cart.py',
    '=== lib/a.rb\n+    File.delete("spec/cart_spec.rb")',
  ],
  allowed: [
    "=== scripts/prepare.js\n+fs.rmSync('out/cart.js')",
    '=== src/a.ts\n+import { total } from "./cart.ts"',
    '=== docs/a.md\n+rm -rf tests/old',
  ],
}

function namesTest(text: string): boolean {
  return [...text.slice(0, LINE_CHARS_MAX).matchAll(WORD)].some(
    ([word]) => /[./]/.test(word) && isTestFile(word),
  )
}
