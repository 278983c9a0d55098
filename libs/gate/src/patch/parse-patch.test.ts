import { expect, test } from 'vitest'
import { parsePatch } from './parse-patch.ts'
import { PatchError } from './patch-error.ts'

const index = `index ${'0'.repeat(40)}..${'1'.repeat(40)}`
const modified = `diff --git a/src/a.ts b/src/a.ts
${index} 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -10,3 +10,3 @@ function a() {
 one
-two
+deux
 three
`

test('a changed file gives its lines with the numbers they have in their file', () => {
  const [file] = parsePatch(modified)

  expect(file).toEqual({
    ...{ path: 'src/a.ts', oldPath: 'src/a.ts', change: 'modified', isBinary: false },
    ...{ oldMode: '100644', newMode: '100644' },
    hunks: [
      [
        { kind: 'context', text: 'one', number: 10 },
        { kind: 'removed', text: 'two', number: 11 },
        { kind: 'added', text: 'deux', number: 11 },
        { kind: 'context', text: 'three', number: 12 },
      ],
    ],
  })
})

const forms: [string, string, object][] = [
  [
    'a new file without a line end',
    `diff --git a/x b/x\nnew file mode 100644\n${index}\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+1\n\\ No newline at end of file\n`,
    { change: 'added', oldMode: null, newMode: '100644' },
  ],
  [
    'a deleted file',
    `diff --git a/x b/x\ndeleted file mode 100755\n${index}\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n`,
    { change: 'deleted', oldMode: '100755', newMode: null },
  ],
  [
    'an empty new file',
    `diff --git a/x b/x\nnew file mode 100644\n${index}\n`,
    { change: 'added', hunks: [] },
  ],
  [
    'a rename',
    'diff --git a/old name b/new\nsimilarity index 100%\nrename from old name\nrename to new\n',
    { change: 'renamed', oldPath: 'old name', path: 'new' },
  ],
  [
    'a change of mode',
    'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n',
    { oldMode: '100644', newMode: '100755' },
  ],
  ['a name with spaces', modified.replaceAll('src/a.ts', 'a b/b b'), { path: 'a b/b b' }],
  [
    'a name in quotes',
    modified.replace(/ ([ab])\/src\/a.ts/g, ' "$1/\\303\\244\\t\\"\\\\.ts"'),
    { path: 'ä\t"\\.ts' },
  ],
  [
    'a binary file',
    `diff --git a/x b/x\n${index} 100644\nGIT binary patch\nliteral 3\nKcmZQzWMT#Y01f~L\n\nliteral 0\nHcmV?d00001\n\n`,
    { isBinary: true },
  ],
]

test.each(forms)('git writes %s, and it is read', (_what, text, expected) => {
  expect(parsePatch(text)).toEqual([expect.objectContaining(expected)])
})

test('a hunk may follow the one before it at once, and may only add', () => {
  const [file] = parsePatch(
    `${modified}@@ -13 +13,2 @@\n-four\n+vier\n+fünf\n@@ -13,0 +15 @@\n+x\n`,
  )

  expect(file?.hunks.map((hunk) => hunk.map(({ number }) => number))).toEqual([
    ...[[10, 11, 11, 12], [13, 13, 14], [15]],
  ])
})

test('an empty patch has no files', () => {
  expect(parsePatch('')).toEqual([])
})

const bad: [string, string][] = [
  ['words before the first file', `hello\n${modified}`],
  ['words between two files', `${modified}hello\n${modified}`],
  ['a patch that other tools make', modified.slice(modified.indexOf('---'))],
  ['a hunk that is too short', modified.replace(' three\n', '')],
  ['a hunk that is too long', modified.replace(' three\n', ' three\n four\n')],
  ['a hunk with more on one side', modified.replace('+deux', '+deux\n+drei')],
  ['a hunk header without numbers', modified.replace('-10,3 +10,3', '-,3 +,3')],
  ['a line without its first character', modified.replace(' three', 'three')],
  ['an empty line in a hunk', modified.replace(' three', '')],
  ['a note before the first line', modified.replace(' one', '\\ No newline at end of file\n one')],
  ['a text cut in its last line', modified.slice(0, -3)],
  ['other names in the header', modified.replace('b/src/a.ts\n', 'b/src/b.ts\n')],
  ['another name after "+++"', modified.replace('+++ b/src/a.ts', '+++ b/.github/x.yml')],
  ['another name after "---"', modified.replace('--- a/src/a.ts', '--- /dev/null')],
  ['"---" without "+++"', modified.replace('+++ b/src/a.ts\n', '')],
  ['names without a hunk', modified.slice(0, modified.indexOf('@@'))],
  ['a file that is not changed', `diff --git a/x b/x\n${index} 100644\n`],
  ['only the old mode', 'diff --git a/x b/x\nold mode 100644\n'],
  [
    'new and deleted at once',
    'diff --git a/x b/x\ndeleted file mode 100644\nnew file mode 100644\n',
  ],
  ['a rename without its end', 'diff --git a/x b/y\nsimilarity index 100%\nrename from x\n'],
  [
    'a rename of other files',
    'diff --git a/x b/y\nsimilarity index 100%\nrename from z\nrename to y\n',
  ],
  ['a name that git would have quoted', modified.replaceAll('src/a.ts', 'src\\a.ts')],
  ['quotes around no text', modified.replace(/ ([ab])\/src\/a.ts/g, ' "$1/\\377.ts"')],
  ['line ends of another system', modified.replaceAll('\n', '\r\n')],
  ['no name at all', 'diff --git a/ b/\nold mode 100644\nnew mode 100755\n'],
  [
    'the form that git has for a merge',
    'diff --cc a.ts\nindex 1111111,2222222..3333333\n--- a/a.ts\n+++ b/a.ts\n@@@ -1,1 -1,1 +1,1 @@@\n++x\n',
  ],
  ['a name that leaves its folder', modified.replaceAll('b/src/a.ts', 'b/../a.ts')],
  ['a note without a line', modified.replace(' one\n', '\\ No newline at end of file\n one\n')],
  ['a hunk that changes nothing', `${modified}@@ -20 +20 @@\n same\n`],
  ['a hunk without lines', `${modified}@@ -20,0 +20,0 @@\n`],
  ['a hunk on top of another', `${modified}@@ -12 +12 @@\n-three\n+trois\n`],
  ['hunks in another order', `${modified}@@ -1 +1 @@\n-zero\n+nul\n`],
  ['binary data of another form', `diff --git a/x b/x\nGIT binary patch\nliteral 3\n@@@\n`],
]

test.each(bad)('a patch is refused as a whole for %s', (_what, text) => {
  expect(() => parsePatch(text)).toThrow(PatchError)
})

test('the error names the line', () => {
  const error = new PatchError(
    8,
    'a hunk has fewer lines than it announces, or one of no known kind',
  )

  expect(() => parsePatch(modified.replace('+deux', '*deux'))).toThrow(error)
})
