import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanLine } from '../read/clean-line.ts'
import { LineStart } from '../read/line-start.ts'
import { foldText } from './fold-text.ts'
import { LiteralScanner } from './literal-scanner.ts'

/** What stands in raw lines beside letters: escapes, control characters, broken UTF-8 ... */
const odd = [
  ...['\u001b[31m', '\u001b[1;4', '\u001b[', '\u001b]8;;x\u0007', '\u001b]k\u001b\\', '\u001b]k'],
  ...['\u001b', '\u001b(B', '\r', '\u0000', '\u0085', '\u007f', '\t', '\uFEFF', 'é', '✖', '😀'],
  ...['2026-01-02T03:04:05Z ', '2026-01-02T03:04:05.12', '202a-01-02T03:04:05Z', 'job\tstep\t'],
].map((text) => [...Buffer.from(text)])
const broken = [[0xc2], [0xe2], [0xe2, 0x84], [0xff], [0xc5], [0x9b]]
const letters = fc.string({
  unit: fc.constantFrom(...'aKsS\u017f\u212aü'),
  minLength: 1,
  maxLength: 3,
})
const part = fc.oneof(
  { weight: 2, arbitrary: letters.map((text) => [...Buffer.from(text)]) },
  { weight: 2, arbitrary: fc.constantFrom(...odd) },
  fc.constantFrom(...broken),
)

/** Literals that a scan of these raw bytes finds, as `readLog` does it. */
function find(literals: string[], raw: Buffer, start = new LineStart()): string[] {
  const scanner = new LiteralScanner(literals.map(foldText))
  const count = scanner.scan(raw, start.of(raw, 0, raw.length), raw.length)
  return [...scanner.found.subarray(0, count)].map((id) => literals[id] ?? '').sort()
}

test('whatever stands in the cleaned text of a line is found in its raw bytes', () => {
  const raws = fc
    .array(part, { minLength: 1, maxLength: 12 })
    .map((parts) => Buffer.from(parts.flat()))
  fc.assert(
    fc.property(raws, fc.nat(20), fc.integer({ min: 1, max: 8 }), (raw, from, length) => {
      for (const text of cleanLine(raw.toString(), true).pieces) {
        const literal = [...text]
          .slice(from % text.length)
          .slice(0, length)
          .join('')
        if (literal !== '' && !literal.includes('\uFFFD')) {
          expect(find([literal], raw)).toEqual([literal])
        }
      }
    }),
    { seed: 20_261_123, numRuns: 10_000 },
  )
})

test('literals inside, at the end of and across one another are all found, whatever their case', () => {
  expect(find(['she', 'he', 'hers', 'his'], Buffer.from('uSHErs'))).toEqual(['he', 'hers', 'she'])
  expect(find(['task', 'k'], Buffer.from('ta\u017f\u212a'))).toEqual(['k', 'task'])
})

test('no literal is found across a carriage return, which ends a piece of the line', () => {
  expect(find(['ab'], Buffer.from('a\rb'))).toEqual([])
})

test('columns are passed over only before a timestamp, where they are columns', () => {
  const start = new LineStart()
  const columns = Buffer.from('build\terror\t')
  start.learn(columns, 0, columns.length)

  expect(find(['error'], Buffer.from('build\terror\t2026-01-02T03:04:05Z ok'), start)).toEqual([])
  expect(find(['error'], Buffer.from('build\terror\tok'), start)).toEqual(['error'])
})
