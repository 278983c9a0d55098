import { beforeAll, expect, test } from 'vitest'
import { FINDINGS_MAX } from '../limits.ts'
import { builtinRules } from '../packs/load-rules.ts'
import type { RuleSet } from '../packs/rule-set.ts'
import { compareRuns } from './compare-runs.ts'
import { findCauses } from './find-causes.ts'

let rules: RuleSet
beforeAll(async () => {
  rules = await builtinRules()
})

async function compare(old: string[], now: string[]) {
  const causes = (lines: string[]) => findCauses(lines.join('\n'), {}, rules)
  const rows = compareRuns(await causes(old), await causes(now))
  return rows.map(({ state, text }) => [state, text])
}

const a = (line: number) => `src/a.ts(${line},7): error TS2322: no`
const b = (line: number) => `src/b.ts(${line},1): error TS2304: no`
const c = 'src/c.ts(1,1): error TS2304: no'

test('causes are new, unchanged or gone whatever lines they moved to', async () => {
  expect(await compare([b(9), a(3)], ['noise', a(40), c])).toEqual([
    ['new', c],
    ['unchanged', a(40)],
    ['gone', b(9)],
  ])
})

test('of the new ones the strongest comes first', async () => {
  const conflict = 'CONFLICT (content): Merge conflict in src/a.ts'

  const rows = await compare([a(1)], [a(1), b(2), conflict])

  expect(rows).toEqual([
    ['new', conflict],
    ['new', b(2)],
    ['unchanged', a(1)],
  ])
})

test('two runs that no rule recognised are compared by their last lines', async () => {
  expect(await compare(['worker 7 gave up'], ['worker 9 gave up'])).toEqual([
    ['unchanged', 'worker 9 gave up'],
  ])
})

test('a run that turned green has no causes left', async () => {
  const step = ['##[group]Run npx tsc', 'npx tsc', 'shell: /bin/bash -e {0}', '##[endgroup]']
  const red = [...step, a(1), '##[error]Process completed with exit code 2.']
  const green = [...step, 'expected: src/a.ts(1,7): error TS2322: no', 'Post job cleanup.']

  expect(await compare(red, green)).toEqual([['gone', a(1)]])
})

test('the causes of one log have a limit', async () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `src/f${i}.ts(1,1): error TS2304: no`)

  expect((await findCauses(lines.join('\n'), {}, rules)).length).toBeLessThanOrEqual(FINDINGS_MAX)
})
