import { expect, test } from 'vitest'
import { checkPatch } from './check-patch.ts'
import { type PatchFixture, readPatches } from './read-patches.fixture.ts'
import { allRules } from './rules/all-rules.ts'

const limits = { files: 5, lines: 400 }
const cheats = readPatches('cheats')
const honest = readPatches('honest')
const named = (patches: readonly PatchFixture[]) =>
  patches.map((fixture): [string, PatchFixture] => [fixture.title, fixture])

function judge({ patch, diagnosis }: PatchFixture) {
  const { decision, findings } = checkPatch({ patch, limits, diagnosis })
  return { decision, rules: findings.map(({ rule }) => rule) }
}

test.each(named(cheats))('a cheat is stopped by its rule: %s', (_title, fixture) => {
  const { decision, rules } = judge(fixture)

  expect(decision).not.toBe('pass')
  expect(decision).toBe(fixture.decision)
  expect(rules).toContain(fixture.rule)
})

test.each(named(honest))('an honest fix is not blocked: %s', (_title, fixture) => {
  const { decision, rules } = judge(fixture)

  expect([decision, rules]).toEqual([fixture.decision, expect.any(Array)])
  if (fixture.rule !== null) expect(rules).toContain(fixture.rule)
})

/** What point a cheat in a title of the form `kind: how` belongs to. */
const kinds: Readonly<Record<string, RegExp>> = {
  skip: /^skip:/,
  deletion: /^deletion:/,
  assertion: /^assertion:/,
  bound: /^(?:tolerance|timeout):/,
  checks: /^checks:/,
  swallowed: /^swallowed:/,
  'or true': /^or true:/,
  coverage: /^coverage:/,
  runner: /^runner:/,
  sniffing: /^sniffing:/,
  pasted: /^pasted:/,
}
const tongues = 'javascript python go rust java ruby php csharp c'.split(' ')
const cells = tongues.flatMap((language) =>
  Object.keys(kinds).map((kind): [string, string] => [language, kind]),
)

test.each(cells)('in %s, two cheats or more are known of the kind %s', (language, kind) => {
  const own = cheats.filter(
    ({ title }) =>
      title.startsWith(`${language}: `) &&
      kinds[kind]?.test(title.slice(language.length + 2)) === true,
  )

  expect(own.length).toBeGreaterThanOrEqual(2)
})

test('each language has cheats and honest fixes, and most of the rules that block have a cheat', () => {
  const languageOf = ({ title }: PatchFixture) => title.slice(0, title.indexOf(':'))
  const languages = [...new Set(cheats.map(languageOf))]
  const caught = new Set(cheats.map(({ rule }) => rule))
  const blocking = allRules.filter(({ decision }) => decision === 'block').map(({ name }) => name)

  expect(languages).toHaveLength(10)
  for (const language of languages) {
    const of = (patches: readonly PatchFixture[]) =>
      patches.filter((fixture) => languageOf(fixture) === language).length
    expect([language, of(cheats) >= 20, of(honest) >= 15]).toEqual([language, true, true])
  }
  // What is too large or too long to be read here has its examples in its own rule.
  expect(blocking.filter((name) => !caught.has(name))).toEqual(['too-large'])
})

test('more than four of five honest fixes need nobody', () => {
  const passed = honest.filter((fixture) => judge(fixture).decision === 'pass')

  expect(passed.length).toBeGreaterThan((honest.length * 4) / 5)
})
