import { expect, test } from 'vitest'
import { markLine, presentLine } from './present-line.ts'

test.each([
  ['::error file=a.ts,line=1::It broke', '##[error]It broke'],
  ['::warning::Old', '##[warning]Old'],
  ['::group::Build', '##[group]Build'],
  ['::endgroup::', '##[endgroup]'],
  ['::debug::unseen', null],
  [
    'src/a.ts(3,5): error TS2304: Cannot find name',
    '##[error]src/a.ts(3,5): error TS2304: Cannot find name',
  ],
  ['  src/a.ts(3,5): error TS2304: indented', '  src/a.ts(3,5): error TS2304: indented'],
  ['plain', 'plain'],
])('the line %j is shown as %j', (line, shown) => {
  expect(markLine(line, true)).toBe(shown)
})

test('compiler errors are left alone where nothing registered a matcher', () => {
  const line = 'src/a.ts(3,5): error TS2304: Cannot find name'

  expect(markLine(line, false)).toBe(line)
})

test('secrets and the place of the runner are hidden, short values are not', () => {
  const shown = presentLine('at /tmp/r/9/work/a with s3cret and a1', {
    home: '/tmp/r/9',
    secrets: ['s3cret', 'a1', ''],
  })

  expect(shown).toBe('at /home/runner/work/a with *** and a1')
})

test('the place of the runner is hidden in the URL of a file as well', () => {
  const shown = presentLine('at file:///tmp/a%20b/9/work/a.js:3:1', {
    home: '/tmp/a b/9',
    secrets: [],
  })

  expect(shown).toBe('at file:///home/runner/work/a.js:3:1')
})
