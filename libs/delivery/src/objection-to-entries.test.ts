import { expect, test } from 'vitest'
import { objectionToEntries } from './objection-to-entries.ts'

const id = 'a'.repeat(40)

function entry(before: string, after: string, letter: string, path = 'a.ts'): string {
  return `:${before} ${after} ${id} ${id} ${letter}\0${path}\0`
}

test.each([
  ['a change', entry('100644', '100644', 'M')],
  ['a change to an executable', entry('100755', '100755', 'M')],
  ['a new file', entry('000000', '100644', 'A')],
  ['a deleted file', entry('100755', '000000', 'D')],
  ['two files', entry('100644', '100644', 'M') + entry('000000', '100644', 'A', 'b/.gitignore')],
])('%s is let through', (_what, raw) => {
  expect(objectionToEntries(raw)).toBeNull()
})

test.each([
  ['nothing', ''],
  ['a new executable', entry('000000', '100755', 'A')],
  ['a new link', entry('000000', '120000', 'A')],
  ['a file that becomes a link', entry('100644', '120000', 'T')],
  ['a link that is changed', entry('120000', '120000', 'M')],
  ['a link that is deleted', entry('120000', '000000', 'D')],
  ['a submodule', entry('160000', '160000', 'M')],
  ['a change of mode', entry('100644', '100755', 'M')],
  ['an unmerged file', entry('100644', '100644', 'U')],
  ['words', 'hello\0world\0'],
  ['a bad one after a good one', entry('100644', '100644', 'M') + entry('0', '0', 'A')],
])('%s is refused', (_what, raw) => {
  expect(objectionToEntries(raw)).toEqual(expect.any(String))
})

test.each(['/a', 'C:/a', '../a', 'a/../b', 'a/./b', 'a//b', '.git/config', 'a/.GIT/x', 'a\\b', ''])(
  'the path %j is refused',
  (path) => {
    expect(objectionToEntries(entry('000000', '100644', 'A', path))).toEqual(expect.any(String))
  },
)

test.each(['.git ', '.git.', 'git~1', '.gitmodules', 'a\tb', 'a\u007fb'])(
  'the path %j, which means another one elsewhere, is refused',
  (path) => {
    expect(objectionToEntries(entry('000000', '100644', 'A', path))).toEqual(expect.any(String))
  },
)
