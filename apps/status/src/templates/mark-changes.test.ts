import { expect, test } from 'vitest'
import { AROUND, EDITS_MAX, type MarkedLine, markChanges, WORDS_CHARS_MAX } from './mark-changes.ts'

const signs = { same: ' ', added: '+', removed: '-', skipped: '~' } as const

/** A line as one text, with what differs in brackets. */
function written(lines: readonly MarkedLine[] | null): string[] | null {
  if (lines === null) return null
  return lines.map(({ kind, parts }) => {
    const words = parts.map(({ text, is_changed }) => (is_changed ? `[${text}]` : text))
    return `${signs[kind]}${words.join('')}`
  })
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => `${from + n}`)

test.each([
  ['the same text', 'a\nb\n', 'a\nb\n', []],
  ['a word', 'keep\nbe brief\n', 'keep\nbe exact\n', [' keep', '-be [brief]', '+be [exact]']],
  ['a new line', 'a\n', 'a\nb\n', [' a', '+[b]']],
  ['a line that is gone', 'a\nb\nc\n', 'a\nc\n', [' a', '-[b]', ' c']],
  ['a last line without its end', 'a', 'a\nb', [' a', '+[b]']],
  ['everything', 'old\n', '', ['-[old]', '+']],
  ['two lines for one', 'a b\n', 'a b\na c\n', [' a b', '+[a c]']],
])('%s is marked', (_name, before, after, expected) => {
  expect(written(markChanges(before, after))).toEqual(expected)
})

test('what is the same far from a change is counted, not shown', () => {
  const before = [...numbered(1, 20), 'old', ...numbered(21, 40), 'older', ...numbered(41, 60)]
  const after = before.map((line) => line.replace('old', 'new'))

  const lines = written(markChanges(before.join('\n'), after.join('\n'))) ?? []

  expect(lines.filter((line) => line.startsWith('~'))).toEqual([
    ...['~17 lines are the same', '~14 lines are the same', '~17 lines are the same'],
  ])
  expect(lines.slice(1, 6)).toEqual([' 18', ' 19', ' 20', '-[old]', '+[new]'])
  expect(lines).toHaveLength(3 + 4 * AROUND + 4)
})

test('texts that differ in too much are not compared', () => {
  const many = (word: string) => Array.from({ length: EDITS_MAX }, (_, n) => `${word}${n}`)

  expect(markChanges(many('a').join('\n'), many('b').join('\n'))).toBeNull()
})

test('a long passage is compared by its lines alone', () => {
  const long = 'word '.repeat(WORDS_CHARS_MAX / 8)

  const lines = markChanges(`${long}a\n`, `${long}b\n`)

  expect(lines?.map(({ parts }) => parts.length)).toEqual([1, 1])
  expect(lines?.every(({ parts }) => parts[0]?.is_changed)).toBe(true)
})
