import { expect, test } from 'vitest'
import { stories } from '../stories/stories.ts'
import { readOptions } from './read-options.ts'

test('without arguments all stories are played by two workers', () => {
  expect(readOptions([], stories)).toEqual({
    options: { isJson: false, isExit: false, isKept: false, workers: 2, stories },
  })
})

test.each([
  [['--only', 'ca', '--json'], 'ac'],
  [['--only', 'a, c'], 'ac'],
  [['--only=b', '--workers', '1'], 'b'],
  [['--exit'], 'abcdefghi'],
  [['--json'], 'abcdefghi'],
  [['--exit', '--only', 'aj'], 'aj'],
])('%j plays the stories %s', (args, letters) => {
  const read = readOptions(args, stories)

  const chosen = 'options' in read ? read.options.stories.map(({ id }) => id) : []
  expect(chosen.join('')).toBe(letters)
})

test.each([
  [['--only', 'zzz'], 'a failing unit test, b badly formatted file'],
  [['--only', 'az'], 'a failing unit test, b badly formatted file'],
  [['--only', ''], '--only takes the letters of stories'],
  [['--only'], "Option '--only <value>' argument missing"],
  [['--fast'], "Unknown option '--fast'"],
  [['abc'], "Unexpected argument 'abc'"],
  [['--workers', '0'], '--workers takes a number from 1 to 8'],
  [['--workers', 'two'], '--workers takes a number from 1 to 8'],
])('%j is refused with a line that says why and one of help', (args, why) => {
  const read = readOptions(args, stories)

  if ('options' in read) throw new Error('it was accepted')
  expect(read.exitCode).toBe(2)
  expect(read.text.split('\n')).toEqual([
    expect.stringContaining(why),
    expect.stringMatching(/^usage: millwright demo \[--only LETTERS\]/),
  ])
})

test.each(['--help', '-h'])('%s explains the options and names the stories', (flag) => {
  const read = readOptions([flag, '--exit'], stories)

  expect(read).toMatchObject({ exitCode: 0, text: expect.stringContaining('--keep ') })
  expect(read).toMatchObject({ text: expect.stringContaining('  i  instruction in the log') })
})
