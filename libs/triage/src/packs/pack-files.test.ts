import { expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { acmePack, ruleFolder } from './acme-rules.fixture.ts'
import { loadRules } from './load-rules.ts'

/** Diagnoses a log with a pack beside the built-in ones. */
async function withPack(pack: string, log: string) {
  await using folder = await ruleFolder({ 'acme.yaml': pack })
  return diagnose(log, {}, await loadRules([folder.path]))
}

test('a pack collects the places of its own code with their lines, and passes over a library', async () => {
  const collecting = acmePack.replace(
    'rules:',
    "collect: ['^at (?P<file>\\S+\\.acme):(?P<line>\\d+)']\ncollect_not: ['^at lib/']\nrules:",
  )

  const { files } = await withPack(
    collecting,
    'acme: cannot build src/a.acme\nat lib/core.acme:3\nat src/b.acme:7',
  )

  expect(files).toEqual([{ path: 'src/a.acme' }, { path: 'src/b.acme', line: 7 }])
})

test('files that a step names to the tool, and those of the cure, are named', async () => {
  const more = acmePack
    .replace('rules:', "script: ['--list (?P<file>\\S+)']\nrules:")
    .replace('captures:', 'files: [acme.json]\n    captures:')
  const run =
    '##[group]Run acme --list all.txt\nacme --list all.txt\nshell: sh -e {0}\n##[endgroup]'

  const { files, replay } = await withPack(
    more,
    `${run}\nacme: cannot build src/a.acme\n##[error]Process completed with exit code 1.`,
  )

  expect(files.map(({ path }) => path)).toEqual(['src/a.acme', 'all.txt', 'acme.json'])
  expect(replay).toBe('acme build src/a.acme')
})

test('lines that a pack leaves alone are no hit of any of its rules', async () => {
  const quiet = acmePack.replace('rules:', "not: ['vendor/']\nrules:")
  const log = 'acme: cannot build vendor/a.acme\nacme: cannot build src/b.acme'

  const { evidence, rule } = await withPack(quiet, log)

  expect(rule).toBe('acme/broken')
  expect(evidence[0]).toEqual({ line: 2, text: 'acme: cannot build src/b.acme' })
})
