import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PatternFacts } from '../patterns/pattern-facts.ts'
import { acmePack, ruleFolder } from './acme-rules.fixture.ts'
import { compileRules } from './compile-rules.ts'
import { readBuiltin } from './load-rules.ts'
import { parsePack } from './parse-pack.ts'
import { readPrepared, writePrepared } from './prepared-rules.ts'

/** One pack, prepared in a folder of its own with one file of code in a folder. */
async function prepare() {
  const folder = await ruleFolder({ 'read/code.ts': 'first' })
  const source = { file: join(folder.path, 'acme.yaml'), text: acmePack }
  const rules = { packs: [parsePack(source)], facts: new PatternFacts() }
  compileRules(rules.packs, [], rules.facts)
  const place = { file: join(folder.path, 'prepared.json'), code: `${folder.path}/` }
  await writePrepared([source], rules, place)
  return { folder, source, rules, place }
}

test('what was prepared is what the packs give, with all that a compiler asks for', async () => {
  const { folder, source, rules, place } = await prepare()
  await using _ = folder

  const read = await readPrepared([source], place)

  expect(read?.packs).toEqual(rules.packs)
  expect(read?.facts.all()).toEqual(rules.facts.all())
  compileRules(read?.packs ?? [], [], read?.facts)
  expect(read?.facts.all()).toHaveLength(rules.facts.all().length)
})

test('what was prepared from another pack, or with other code, is not used', async () => {
  const { folder, source, place } = await prepare()
  await using _ = folder

  const edited = await readPrepared([{ ...source, text: `${acmePack}\n` }], place)
  await folder.write('read/code.ts', 'second')
  const recoded = await readPrepared([source], place)

  expect([edited, recoded]).toEqual([null, null])
})

test('a release, which carries no code to compare with, uses what was built with it', async () => {
  const { folder, source, place } = await prepare()
  await using _ = folder

  const read = await readPrepared([source], { ...place, code: '/nonexistent/' })

  expect(read?.packs).toHaveLength(1)
})

test('a file that is damaged, cut or missing is not used', async () => {
  const { folder, source, place } = await prepare()
  await using _ = folder
  const text = await readFile(place.file, 'utf8')

  for (const damaged of [text.replace('acme', 'axme'), text.slice(0, -1), 'x', '']) {
    await writeFile(place.file, damaged)
    expect(await readPrepared([source], place)).toBeNull()
  }
  await rm(place.file)
  expect(await readPrepared([source], place)).toBeNull()
})

test('what the build found out about the built-in patterns is what is found out again', async () => {
  const { packs, facts } = await readBuiltin()
  const fresh = new PatternFacts()
  compileRules(packs, [], fresh)

  compileRules(packs, [], facts)

  expect(facts.all()).toEqual(fresh.all())
})
