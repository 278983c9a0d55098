import { expect, test } from 'vitest'
import { judge } from './judge.ts'
import { Label, sourceOf } from './label.ts'
import { macroRecall, share } from './tally.ts'
import { wilson } from './wilson.ts'

function label(gold: object): Label {
  const base = { verdict: 'FIXABLE', category: 'lint' }
  return Label.parse({
    id: 'a',
    source: 'https://github.com/x/y path z',
    gold: { ...base, ...gold },
  })
}

function diagnosis(values: object = {}): Parameters<typeof judge>[1] {
  return { verdict: 'FIXABLE', category: 'lint', evidence: [], files: [], ...values }
}

test('the second answer of readers who differ counts, but not strictly', () => {
  const gold = { verdict: 'INVESTIGATE', verdict_also: ['FIXABLE'], category_also: ['format'] }

  expect(judge(label(gold), diagnosis())).toMatchObject({ verdict: true, strict: false })
})

test('a category of the same family counts for the family only', () => {
  const judged = judge(label({ category: 'format' }), diagnosis())

  expect(judged).toMatchObject({ category: false, family: true })
})

test('evidence two lines off counts, and only the first three for the top', () => {
  const evidence = [1, 2, 3, 12].map((line) => ({ line, text: '' }))

  const judged = judge(label({ evidence_lines: [10] }), diagnosis({ evidence }))

  expect(judged).toMatchObject({ evidence: true, evidenceTop3: false })
})

test('a path counts when one ends in the other; a label without files says nothing', () => {
  const files = [{ path: 'web/src/a.ts' }]

  expect(judge(label({ files: ['src/a.ts'] }), diagnosis({ files })).files).toBe(true)
  expect(judge(label({ files: ['src/b.ts'] }), diagnosis({ files })).files).toBe(false)
  expect(judge(label({}), diagnosis({ files })).files).toBeNull()
})

test('a person needed and an agent sent is the dangerous mistake', () => {
  expect(judge(label({ verdict: 'ESCALATE' }), diagnosis()).isDangerous).toBe(true)
  expect(
    judge(label({ verdict: 'ESCALATE' }), diagnosis({ verdict: 'INVESTIGATE' })).isDangerous,
  ).toBe(false)
})

test('one answer for everything has a macro recall of one in as many as there are verdicts', () => {
  const wanted = ['FIXABLE', 'FIXABLE', 'INVESTIGATE', 'ESCALATE']

  const judgements = wanted.map((verdict) => judge(label({ verdict }), diagnosis()))

  expect(macroRecall(judgements)).toBeCloseTo(1 / 3)
})

test('the interval is that of Wilson', () => {
  // The textbook case of 81 successes in 263 trials: 25.5 % to 36.6 %.
  expect(wilson(81, 263)?.low).toBeCloseTo(0.255, 3)
  expect(wilson(81, 263)?.high).toBeCloseTo(0.366, 3)
  expect(wilson(0, 0)).toBeNull()
  expect(share(1, 2)).toContain('50.0 %')
})

test('a source is a repository', () => {
  expect(sourceOf(label({}))).toBe('x/y')
})
