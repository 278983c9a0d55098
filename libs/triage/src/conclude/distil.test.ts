import { EVIDENCE_CHARS_MAX } from '@millwright/protocol'
import { beforeAll, expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { builtinRules } from '../packs/load-rules.ts'
import type { RuleSet } from '../packs/rule-set.ts'
import { distil } from './distil.ts'

let rules: RuleSet
beforeAll(async () => {
  rules = await builtinRules()
})

test('the excerpt is in the order of the log, numbered, with its gaps marked', () => {
  const evidence = [
    { line: 9, text: 'the cause' },
    { line: 2, text: 'before' },
    { line: 3, text: 'more' },
  ]

  expect(distil({ evidence })).toBe('2: before\n3: more\n…\n9: the cause')
})

test('the decisive line comes first in the evidence, its neighbours after it', async () => {
  const log = ['one', 'two', 'src/a.ts(3,7): error TS2322: no', 'three'].join('\n')

  const { evidence } = await diagnose(log, {}, rules)

  expect(evidence.map(({ line }) => line)).toEqual([3, 1, 2, 4])
})

test('what a summary sums up comes before the next summary', async () => {
  const log = [
    'acme: the cart has no wheels: error 7',
    'acme: see the manual',
    'make: *** [Makefile:4: cart] Error 1',
    'make: *** [Makefile:9: all] Error 2',
  ].join('\n')

  const { rule, evidence } = await diagnose(log, {}, rules)

  expect(rule).toBe('make/recipe')
  expect(evidence.slice(0, 2).map(({ line }) => line)).toEqual([3, 1])
})

test('the longest evidence stays within its budget and keeps the cause', async () => {
  const noise = 'x'.repeat(4000)
  const lines = Array.from({ length: 200 }, (_, i) => `src/a${i}.ts(3,7): error TS2322: ${noise}`)

  const diagnosis = await diagnose(lines.join('\n'), {}, rules)
  const text = distil(diagnosis)

  expect(text.length).toBeLessThanOrEqual(EVIDENCE_CHARS_MAX)
  expect(text).toContain('src/a0.ts(3,7)')
})
