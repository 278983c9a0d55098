import { expect, test } from 'vitest'
import { byRisk } from './by-risk.ts'
import { parsePatch } from './parse-patch.ts'
import { withinLines } from './within-lines.ts'

const patch = `diff --git a/src/a.ts b/src/a.ts
index 1..2 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -1,2 +1,2 @@
-one
+two
 same
@@ -10 +10 @@ function
--- a line that was a list
+++ another
diff --git a/test/a.test.ts b/test/a.test.ts
deleted file mode 100644
--- a/test/a.test.ts
+++ /dev/null
@@ -1 +0,0 @@
-test
diff --git a/x.png b/x.png
Binary files a/x.png and b/x.png differ
`

test('a patch is taken apart into hunks with the file and the lines that they change', () => {
  const hunks = parsePatch(patch).map(({ path, start, lines }) => [path, start, lines.length])

  expect(hunks).toEqual([
    ['src/a.ts', 1, 3],
    ['src/a.ts', 10, 2],
    ['test/a.test.ts', 0, 1],
    ['x.png', 0, 0],
  ])
})

test('a patch without git’s own head lines is read as well', () => {
  const two = '--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n-x\n+y\n'

  expect(parsePatch(two).map(({ path, lines }) => [path, lines.length])).toEqual([
    ['a', 2],
    ['b', 2],
  ])
})

test('a hunk that the gate objects to stands on top with what it says', () => {
  const finding = { rule: 'r', path: 'src/a.ts', line: 10, why: 'loosened' }
  const aboutFile = { rule: 'r', path: 'x.png', line: null, why: 'binary' }

  const judged = byRisk(parsePatch(patch), [finding, { ...finding, rule: 's' }, aboutFile])

  expect(judged.map(({ hunk, findings }) => [hunk.path, hunk.start, findings.length])).toEqual([
    ['src/a.ts', 10, 2],
    ['x.png', 0, 1],
    ['src/a.ts', 1, 0],
    ['test/a.test.ts', 0, 0],
  ])
})

test('what is no patch at all is a note and harms nothing', () => {
  expect(parsePatch('<b>hello</b>')).toMatchObject([{ path: '', notes: ['<b>hello</b>'] }])
  expect(parsePatch('')).toEqual([])
})

test('no more lines of a patch are shown than a page bears', () => {
  const judged = byRisk(parsePatch(patch), [])

  const counts = [6, 5, 2].map((max) => withinLines(judged, max).length)

  expect(counts).toEqual([4, 2, 0])
})
