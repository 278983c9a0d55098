import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstChar } from '../patterns/first-char.ts'
import { cleanLine } from './clean-line.ts'
import { firstShown, LineStart } from './line-start.ts'

const parts = [
  ...['2026-01-02T03:04:05Z ', '2026-01-02T03:04:05.123Z', '\uFEFF', 'job\tstep\t', '#1 2.3 '],
  ...[
    'web-1  | ',
    '@acme/web:test: ',
    'web:lint:',
    'packages/web lint: ',
    '[test] ',
    '[0] ',
    '[00:04:12] ',
    '[2026-01-02T03:04:05.123Z] ',
    '[task 2026-01-02T03:04:05Z]',
    '[03:04:05]W:\t [Step 1/2] ',
    '[03:04:05] :\t [Step 1/2] ',
    '(03:04:05) ',
    '2026-01-02 03:04:05 ',
    '2026-01-02 03:04:05.678 | node | ',
    '03:04:05  ',
    '[  12s] ',
    'build\t02-Jan-2026 03:04:05\t',
    '00O+ ',
    'Step #1: ',
    'Step #0 - "all": ',
    '[unit : run] ',
    '  +test | ',
    '       > ',
    ' => => # ',
    'Step',
    '+',
    '>',
    '(1',
    '03',
    'web_1',
    '-12',
    ' ',
    '| ',
    '#12',
    ' 3.4',
    '\u001b[32m',
    '\u0085',
    '\u0007',
    '\t',
  ],
  ...['a', 'B', '7', '_', 'é', '\u001b'],
]
const line = fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((all) => all.join(''))

function startOf(raw: string) {
  const bytes = Buffer.from(raw)
  const lines = new LineStart()
  if (cleanLine(raw, true).jobName !== '') lines.learn(bytes, 0, bytes.length)
  return { bytes, start: lines.of(bytes, 0, bytes.length), end: bytes.length }
}

test('the first character of a line is that of its cleaned text, or not known', () => {
  let known = 0
  fc.assert(
    fc.property(line, (raw) => {
      const { bytes, start, end } = startOf(raw)
      const first = firstChar(bytes, start, end)
      const [text] = cleanLine(raw, true).pieces
      if (first === -1 || text === undefined) return
      expect(String.fromCharCode(first)).toBe(text[0])
      known++
    }),
    { seed: 20_261_122, numRuns: 20_000 },
  )
  expect(known).toBeGreaterThan(2500)
})

test('a line without anything to show has no text', () => {
  for (const raw of ['', '   ', '\t\r', '2026-01-02T03:04:05Z ', '\u001b[0m \u001b[1m', '\u0000']) {
    const { bytes, start, end } = startOf(raw)

    expect(firstShown(bytes, start, end)).toBe(-1)
    expect(cleanLine(raw, true).pieces).toEqual([])
  }
})
