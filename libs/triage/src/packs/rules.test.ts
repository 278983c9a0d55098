import { expect, test } from 'vitest'
import { checkExamples } from '../check-examples.ts'
import { acmePack, ruleFolder } from './acme-rules.fixture.ts'
import { compileRules } from './compile-rules.ts'
import { loadRules, readBuiltin } from './load-rules.ts'
import { builtinFolder } from './read-rule-files.ts'
import { readRules } from './read-rules.ts'

// Read with all checks, which a start of the lead or the command line leaves out.
const checked = await readRules([builtinFolder])
const builtin = compileRules(checked.packs)
const packs = new Set(builtin.rules.map(({ pack }) => pack.name))

for (const name of packs) {
  test(`${name}: every example is decided by its own rule, and no miss is`, async () => {
    const own = builtin.rules.filter(({ pack }) => pack.name === name)

    expect(await checkExamples(builtin, own)).toEqual([])
  })
}

test('the built-in packs are the same when they are read without checks', async () => {
  expect((await readBuiltin()).packs).toEqual(checked.packs)
})

test('every built-in rule has examples that hit and that miss, and says what a person does', () => {
  const lacking = builtin.rules.filter(
    ({ examples, remedy }) => examples.miss.length === 0 || remedy === undefined,
  )

  expect(lacking.map(({ fullId }) => fullId)).toEqual([])
})

test('every built-in pattern has a literal, so none is tried on each line of a log', () => {
  expect(builtin.freePatterns).toEqual([])
})

test('a shadowed example is told, and so is a miss that its own rule decides', async () => {
  await using folder = await ruleFolder({
    'acme.yaml': acmePack
      .replace('hit: [', 'hit: ["CONFLICT (content): Merge conflict in a", ')
      .replace('.acme"] }', '.acme"], miss: ["acme: cannot build b.acme"] }'),
  })
  const set = await loadRules([folder.path])
  const own = set.rules.filter(({ pack }) => pack.name === 'acme')

  const problems = await checkExamples(set, own)

  expect(problems).toMatchObject([
    { rule: 'acme/broken', problem: 'decided by git/merge-conflict' },
    { rule: 'acme/broken', problem: 'a miss was a hit' },
  ])
})
