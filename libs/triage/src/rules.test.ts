import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkExamples } from './check-examples.ts'
import { diagnose } from './diagnose.ts'
import { builtinRules, loadRules } from './load-rules.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const sound = `schema: 1
tool: acme
rules:
  - id: broken
    tier: 30
    category: build-error
    summary: Acme cannot build {{ file }}.
    match: ['^acme: cannot build (?P<file>\\S+)']
    captures: { file: path }
    replay: ['acme build {{ files }}']
    examples: { hit: ["acme: cannot build src/a.acme"] }
`

/** Loads a pack that differs from the sound one in one place, and returns the refusal. */
async function refusal(from: string, to: string): Promise<string> {
  const file = join(folder, 'acme.yaml')
  await writeFile(file, sound.replace(from, to))
  const problem = await loadRules([folder]).then(
    () => 'no refusal',
    (error: unknown) => String(error),
  )
  return problem.replace(file, 'acme.yaml')
}

test('every built-in example is decided by the rule it stands under, and no miss is', async () => {
  expect(await checkExamples(await builtinRules())).toEqual([])
})

test('an example that another rule decides is a problem', async () => {
  const shadowed = sound.replace('acme: cannot build src/a.acme"', 'CONFLICT (content): in a"')
  await writeFile(join(folder, 'acme.yaml'), shadowed)

  const problems = await checkExamples(await loadRules([folder]))

  expect(problems).toMatchObject([
    { rule: 'acme/broken', problem: 'decided by git/merge-conflict' },
  ])
})

test('a miss that its own rule decides is a problem', async () => {
  const wrong = sound.replace('.acme"] }', '.acme"], miss: ["acme: cannot build b.acme"] }')
  await writeFile(join(folder, 'acme.yaml'), wrong)

  const problems = await checkExamples(await loadRules([folder]))

  expect(problems).toMatchObject([{ rule: 'acme/broken', problem: 'a miss was a hit' }])
})

test("an operator's pack decides beside the built-in ones", async () => {
  await writeFile(join(folder, 'acme.yaml'), sound)
  const rules = await loadRules([folder])

  const diagnosis = await diagnose('acme: cannot build src/a.acme', {}, rules)

  expect(diagnosis).toMatchObject({ rule: 'acme/broken', replay: 'acme build src/a.acme' })
  expect(rules.hash).not.toBe((await builtinRules()).hash)
})

test('a pack collects the places of its own code with their lines, and passes over a library', async () => {
  const collecting = sound.replace(
    'rules:',
    "collect: ['^at (?P<file>\\S+\\.acme):(?P<line>\\d+)']\ncollect_not: ['^at lib/']\nrules:",
  )
  await writeFile(join(folder, 'acme.yaml'), collecting)
  const log = 'acme: cannot build src/a.acme\nat lib/core.acme:3\nat src/b.acme:7'

  const diagnosis = await diagnose(log, {}, await loadRules([folder]))

  expect(diagnosis.files).toEqual([{ path: 'src/a.acme' }, { path: 'src/b.acme', line: 7 }])
})

test('a pack is refused with its line and what is wrong', async () => {
  expect(await refusal('tier: 30', 'tier: high')).toContain('acme.yaml:5: rules.0.tier')
  expect(await refusal('tier: 30', 'teir: 30')).toContain('acme.yaml:4: ')
  expect(await refusal('^acme', '(?=acme)')).toContain('acme.yaml:8: not a linear-time')
  expect(await refusal("'^acme: cannot build (?P<file>\\S+)'", "'(?P<file>x*)'")).toContain(
    'acme.yaml:8: the pattern matches an empty line',
  )
  expect(await refusal('rules:', "collect_not: ['(?=x)']\nrules:")).toContain('acme.yaml:3: not a')
  expect(await refusal('file: path', 'fiel: path')).toContain('no pattern has a group "fiel"')
  expect(await refusal('{{ files }}', '{{ nope }}')).toContain('acme.yaml:10: "nope" is not')
  const unfixable = 'category: timeout\n    verdict: FIXABLE'
  expect(await refusal('category: build-error', unfixable)).toContain('no task mends "timeout"')
  expect(await refusal('rules:', 'rules: [')).toContain('acme.yaml:')
})

test('files that a step names to the tool, and those of the cure, are named', async () => {
  const more = sound
    .replace('rules:', "script: ['--list (?P<file>\\S+)']\nrules:")
    .replace('captures:', 'files: [acme.json]\n    captures:')
  await writeFile(join(folder, 'acme.yaml'), more)
  const run =
    '##[group]Run acme --list all.txt\nacme --list all.txt\nshell: sh -e {0}\n##[endgroup]'
  const log = `${run}\nacme: cannot build src/a.acme\n##[error]Process completed with exit code 1.`

  const { files, replay } = await diagnose(log, {}, await loadRules([folder]))

  expect(files.map(({ path }) => path)).toEqual(['src/a.acme', 'all.txt', 'acme.json'])
  expect(replay).toBe('acme build src/a.acme')
})

test('text of a log that is not of a safe type cannot be put into a command', async () => {
  const unsafe = sound.replace('file: path', 'file: text').replace('{{ files }}', '{{ file }}')
  await writeFile(join(folder, 'acme.yaml'), unsafe)

  await expect(loadRules([folder])).rejects.toThrow('only path, word and number')
})

test('a pack with a name that cannot be part of a rule id is refused', async () => {
  await writeFile(join(folder, 'My Rules.yaml'), sound)

  await expect(loadRules([folder])).rejects.toThrow('lower-case words joined by hyphens')
})

test('a pack with the name of a built-in one is refused', async () => {
  await writeFile(join(folder, 'tsc.yaml'), sound)

  await expect(loadRules([folder])).rejects.toThrow('a pack called "tsc" exists already')
})
