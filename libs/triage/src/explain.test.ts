import { beforeAll, expect, test } from 'vitest'
import { explain } from './explain.ts'
import { EXPLAINED_MAX } from './limits.ts'
import { acmePack, ruleFolder } from './packs/acme-rules.fixture.ts'
import { compileRules } from './packs/compile-rules.ts'
import { builtinRules, loadRules } from './packs/load-rules.ts'
import { parsePack } from './packs/parse-pack.ts'
import type { RuleSet } from './packs/rule-set.ts'

let builtin: RuleSet
beforeAll(async () => {
  builtin = await builtinRules()
})

const conflict = 'CONFLICT (content): Merge conflict in src/a.ts'
const typeError = 'src/a.ts(3,7): error TS2322: no'

function step(name: string, lines: string[], code = 0): string {
  const end = code === 0 ? [] : [`##[error]Process completed with exit code ${code}.`]
  const head = [`##[group]Run ${name}`, name, 'shell: /bin/bash -e {0}', '##[endgroup]']
  return [...head, ...lines, ...end, ''].join('\n')
}

/** What became of acme's rule in a log, under acme's pack alone. */
async function withPack(pack: string, log: string) {
  const acme = compileRules([parsePack({ file: 'acme.yaml', text: pack })])
  const { rules } = await explain(log, {}, acme)
  return rules.find(({ rule }) => rule === 'acme/broken')
}

test('it says which rule won, which lost and why', async () => {
  const log =
    step('fetch', [conflict]) + step('npx tsc', [typeError, 'npm ERR! code ELIFECYCLE'], 2)

  const { diagnosis, rules, rulesTried, steps } = await explain(log, {}, builtin)

  expect(diagnosis.rule).toBe('tsc/error')
  expect(rulesTried).toBe(builtin.rules.length)
  expect(steps.slice(1).map(({ name, exitCode }) => [name, exitCode])).toEqual([
    ['Run fetch', null],
    ['Run npx tsc', 2],
  ])
  expect(rules[0]).toMatchObject({ rule: 'tsc/error', outcome: 'won', line: 10, text: typeError })
  expect(rules.find(({ rule }) => rule === 'git/merge-conflict')).toMatchObject({
    outcome: 'unused',
    reason: 'it stands in a step that did not turn the job red, Run fetch',
  })
})

test('a rule that loses to a stronger one is told with both tiers', async () => {
  await using folder = await ruleFolder({ 'acme.yaml': acmePack })
  const log = `acme: cannot build src/a.acme\n${conflict}`

  const { rules } = await explain(log, {}, await loadRules([folder.path]))

  expect(rules[1]).toMatchObject({
    rule: 'acme/broken',
    outcome: 'lost',
    reason: expect.stringContaining('its tier 30'),
  })
})

test('a line that matches and is no hit is told with the reason', async () => {
  const excluded = acmePack.replace('captures:', "not: ['a\\.acme\\b']\n    captures:")
  const longer = acmePack.replace(
    'captures:',
    "followed_by: [{ match: '^acme: gave up', within: 3 }]\n    captures:",
  )
  const lacking = acmePack.replace('captures:', 'require: [file]\n    captures:')
  const elsewhere = acmePack.replace('captures:', "step: 'release'\n    captures:")
  const line = 'acme: cannot build src/a.acme'

  expect((await withPack(excluded, line))?.reason).toBe(
    'its pattern under "not" matches: a\\.acme\\b',
  )
  expect((await withPack(longer, line))?.reason).toContain('no line within 3 lines of it matched')
  expect((await withPack(longer, `${line}\nacme: gave up`))?.outcome).toBe('won')
  expect((await withPack(lacking, 'acme: cannot build $(x)'))?.reason).toContain('captures file')
  expect((await withPack(elsewhere, step('build', [line], 1)))?.reason).toContain('other steps')
})

test("GitHub's conclusion is told where it settles the matter", async () => {
  const { rules } = await explain(typeError, { conclusion: 'startup_failure' }, builtin)

  expect(rules[0]).toMatchObject({ outcome: 'unused', reason: expect.stringContaining('GitHub') })
})

test('an explanation lists no more rules than its limit', async () => {
  const one = acmePack.slice(acmePack.indexOf('  - id'))
  const many = Array.from({ length: EXPLAINED_MAX + 20 }, (_, i) => one.replace('broken', `b${i}`))
  const text = acmePack.slice(0, acmePack.indexOf('  - id')) + many.join('')
  const acme = compileRules([parsePack({ file: 'acme.yaml', text })])

  const { rules } = await explain('acme: cannot build a', {}, acme)

  expect(rules).toHaveLength(EXPLAINED_MAX)
})
