import { beforeAll, expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { GREEN_LINES_MAX } from '../limits.ts'
import { builtinRules } from '../packs/load-rules.ts'
import type { RuleSet } from '../packs/rule-set.ts'
import { GreenLines } from './green-lines.ts'

let rules: RuleSet
beforeAll(async () => {
  rules = await builtinRules()
})

async function greenLog(...lines: string[]): Promise<GreenLines> {
  const green = new GreenLines()
  await green.add(`${lines.join('\n')}\n`)
  return green
}

const warning = 'src/old.ts(9,1): error TS2304: no'
const cause = 'src/new.ts(3,7): error TS2322: no'

test('a line of a green run is known again with other times, numbers and hashes', async () => {
  const green = await greenLog('2026-01-02T03:04:05.1234567Z built 3f2a9c1 in 12.5s')

  expect(green.has('built 9be01d7 in 1.2s')).toBe(true)
  expect(green.has('built nothing')).toBe(false)
})

test('none and some are not taken for one another', async () => {
  const green = await greenLog('Tests: 0 failed, 12 passed')

  expect(green.has('Tests: 0 failed, 13 passed')).toBe(true)
  expect(green.has('Tests: 3 failed, 9 passed')).toBe(false)
})

test('a cause that green runs print as well ranks behind one that they do not', async () => {
  const conflict = 'CONFLICT (content): Merge conflict in docs/a.md'
  const log = `${conflict}\n${cause}`

  const without = await diagnose(log, {}, rules)
  const green = await diagnose(log, { green: await greenLog(conflict) }, rules)

  expect(without.rule).toBe('git/merge-conflict')
  expect(green.rule).toBe('tsc/error')
  expect(green.alternatives).toContainEqual(
    expect.objectContaining({
      rule: 'git/merge-conflict',
      reason: 'green runs of this job print its line as well',
    }),
  )
})

test('a refusal that a green run had printed does not hand a failure to an agent', async () => {
  const refusal = 'CONFLICT (content): Merge conflict in docs/a.md'

  const green = await diagnose(`${refusal}\n${cause}`, { green: await greenLog(refusal) }, rules)

  expect(green).toMatchObject({ rule: 'tsc/error', verdict: 'INVESTIGATE' })
})

test('evidence that green runs print as well comes last', async () => {
  const green = await greenLog(warning)

  const { evidence } = await diagnose(`${warning}\n${cause}`, { green }, rules)

  expect(evidence.map(({ text }) => text)).toEqual([cause, warning])
})

test('a cause that is in every green run is a lead at most', async () => {
  const { verdict, confidence } = await diagnose(cause, { green: await greenLog(cause) }, rules)

  expect(verdict).toBe('INVESTIGATE')
  expect(confidence).toBeLessThan(0.8)
})

test('no more lines are remembered than the limit', async () => {
  const green = new GreenLines()
  const word = (i: number) =>
    i.toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'[+digit] ?? '')
  const lines = Array.from({ length: GREEN_LINES_MAX + 500 }, (_, i) => `line ${word(i)}`)

  await green.add(lines.join('\n'))

  expect(green.size).toBe(GREEN_LINES_MAX)
})
