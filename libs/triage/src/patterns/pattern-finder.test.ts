import fc from 'fast-check'
import { RE2JS } from 're2js'
import { expect, test } from 'vitest'
import { LazyPattern } from './lazy-pattern.ts'
import { PatternFinder } from './pattern-finder.ts'
import { requiredLiterals } from './required-literals.ts'

/** Characters that patterns and lines share, so that many lines match; with those RE2 folds. */
const letters = fc.constantFrom(...'abkKsSé\u017f\u212a✖ :.-')
const word = fc.string({ unit: letters, minLength: 1, maxLength: 4 })

const { pattern } = fc.letrec<{ atom: string; sequence: string; pattern: string }>((tie) => ({
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word.map((text) => text.replaceAll('.', '\\.')),
    fc.constantFrom(
      '.',
      '\\x61',
      '[\\x{62}\\x6B]',
      '\\s',
      '\\w+',
      '[ab]',
      '[^k]',
      '[a-s]',
      '[Ss:]',
      '^',
      '$',
      '\\b',
      '[sk]{2}',
    ),
    fc
      .tuple(fc.constantFrom('(?:', '(?i:', '(?P<n>', '((?i)'), tie('pattern'))
      .map(([open, inner]) => `${open}${inner})`),
    fc
      .tuple(tie('atom'), fc.constantFrom('*', '+?', '?', '{2}', '{0,2}', '{1,}'))
      .map(([atom, sign]) => `(?:${atom})${sign}`),
  ),
  sequence: fc.array(tie('atom'), { minLength: 1, maxLength: 4 }).map((atoms) => atoms.join('')),
  pattern: fc
    .array(tie('sequence'), { minLength: 1, maxLength: 3 })
    .map((branches) => branches.join('|')),
}))

function literalsOf(source: string): string[][] {
  return requiredLiterals(source).map((set) => [...set])
}

test('what the literals let through is exactly what the patterns match', () => {
  const line = fc.string({ unit: letters, maxLength: 30 })
  const named = fc.tuple(fc.constantFrom('', '(?i)'), pattern).map((parts) => parts.join(''))
  let matches = 0
  fc.assert(
    fc.property(
      fc.array(named, { maxLength: 6 }),
      fc.array(line, { maxLength: 8 }),
      (all, lines) => {
        const patterns = all.map((text) => text.replaceAll('(?P<n>', '('))
        const finder = new PatternFinder(patterns.map((source) => new LazyPattern(source)))
        for (const text of lines.map((line) => line.trimEnd())) {
          const wanted = patterns.flatMap((p, i) => (RE2JS.compile(p).test(text) ? [i] : []))
          expect(finder.find(text)).toEqual(wanted)
          const bytes = Buffer.from(`${text} \r`)
          const candidates = finder.candidates(bytes, 0, bytes.length)
          const narrowed = finder.narrow(candidates, bytes, 0, bytes.length)
          expect(finder.confirm(narrowed, text)).toEqual(wanted)
          matches += wanted.length
        }
      },
    ),
    { seed: 20_261_120, numRuns: 400 },
  )
  expect(matches).toBeGreaterThan(300)
})

test('literals are taken from what every match holds', () => {
  expect(literalsOf('^(?:FAILED|ERROR) (?P<file>\\S+)')).toEqual([['failed ', 'error ']])
  expect(literalsOf('(?i)\\bspending limit\\b')).toEqual([['spending limit']])
  expect(literalsOf('cancell?ed: \\d+ of (?:a|b) steps')).toEqual([['canceled: 0', 'cancelled: 0']])
  expect(literalsOf('(?:abc)?def(?:ghi)+')).toEqual([['defghi'], ['ghi']])
  expect(literalsOf('error: .*\\.go')).toEqual([['error: '], ['.go']])
})

test('nothing is taken from what a match can do without', () => {
  for (const free of ['^\\s*\\d+$', '(?:abc)*', 'abc|\\d', '(?:abc){0,3}', '[a-e]bc?', '\\07bc']) {
    expect(literalsOf(free)).toEqual([])
  }
  expect(literalsOf('(?i)aé|b')).toEqual([])
})
