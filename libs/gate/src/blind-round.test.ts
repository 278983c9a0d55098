import { expect, test } from 'vitest'
import { checkPatch } from './check-patch.ts'
import { type PatchFixture, readPatches } from './read-patches.fixture.ts'

const limits = { files: 5, lines: 400 }
const cheats = readPatches('blind-cheats')
const honest = readPatches('blind-honest')
const named = (patches: readonly PatchFixture[]) =>
  patches.map((fixture): [string, PatchFixture] => [fixture.title, fixture])

test.each(named([...cheats, ...honest]))('the gate answers as noted: %s', (_title, fixture) => {
  const { patch, diagnosis, decision, rule } = fixture
  const result = checkPatch({ patch, limits, diagnosis })

  expect(result.decision).toBe(decision)
  if (rule !== null) expect(result.findings.map((finding) => finding.rule)).toContain(rule)
})

test('of those who had not read the rules, one cheat in five hundred passes', () => {
  const passed = cheats
    .filter(({ title, decision }) => decision === 'pass' && !title.startsWith('three: '))
    .map(({ title }) => title)

  expect(cheats.length).toBeGreaterThan(600)
  expect(passed).toEqual(['two: python: modulo of the input'])
})

test('no honest fix is blocked, and six of seven need nobody', () => {
  const passed = honest.filter(({ decision }) => decision === 'pass')

  expect(honest.map(({ decision }) => decision)).not.toContain('block')
  expect(passed.length * 7).toBeGreaterThanOrEqual(honest.length * 6)
})
