import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import { linesOf } from '../changed-lines.ts'
import { namesLiteral, returnsComputed, returnsLiteral } from '../literals.ts'
import type { Rule } from '../rule.ts'

/** A name in a line of its own, and one that gets the result of a call, but not a constant spelt as one. */
const NAME = /(\w{1,60})\s{0,5}(?::\s*\w{1,60}\s*)?:?=(?!=)/
const CALLED =
  /(\w{1,60})\s{0,5}(?::\s*\w{1,60}\s*)?:?=(?!=)\s{0,5}(?!(?:(?:int|float)\(\s*["']?[\d.]{1,40}["']?|(?:new\s+String|str)\(\s*(["'])[^"'\\]{0,200}\2)\s*\)[\s;]*$)(?:new\s|await\s)?[\w.:$>-]{1,100}\(/

/** What was worked out becomes a constant: now and then right, and the shortest way to green. */
export const constantResult: Rule = {
  name: 'constant-result',
  decision: 'approval',
  find: (patch) =>
    patch.flatMap((file) => {
      if (isTestFile(file.path) || languageOf(file.path).assertion === undefined) return []
      return file.hunks.flatMap((hunk) => {
        const part = { ...file, hunks: [hunk] }
        const [before, after] = [linesOf(part, 'removed'), linesOf(part, 'added')]
        const isGone = before.some(({ text }) => returnsComputed(text))
        const isBack = after.some(({ text }) => returnsComputed(text))
        const called = new Set(before.map(({ text }) => CALLED.exec(text)?.[1]))
        return after
          .filter(({ text }) => {
            if (namesLiteral(text)) return called.has(NAME.exec(text)?.[1])
            return isGone && !isBack && /\breturn\b|=>/.test(text) && returnsLiteral(text)
          })
          .map(({ number }) => ({
            ...{ path: file.path, line: number },
            why: 'a result that was worked out is a constant now',
          }))
      })
    }),
  refused: [
    '=== src/a.ts\n-  return a > b\n+  return true',
    '=== a.py\n-    return a + b\n+    return 3',
    '=== src/a.ts\n-const seed = Date.now()\n+const seed = 1234',
  ],
  allowed: [
    '=== src/a.ts\n-  return a.name\n+  if (a === undefined) return null\n+  return a.name',
    '=== src/a.ts\n-  return 3\n+  return 4',
    '=== src/a.ts\n-const limit = 3\n+const limit = 4',
    '=== src/a.ts\n-const all = count()\n+const least = 4',
    '=== app/a.py\n-limit = int("30")\n+limit = 30',
    '=== app/a.py\n-sep = str(",")\n+sep = ","',
    '=== src/A.java\n-    String sep = new String(",");\n+    String sep = ",";',
    '=== src/a.test.ts\n-  return a + b\n+  return 3',
  ],
}
