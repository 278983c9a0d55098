import { expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { EXAMPLE_CHARS_MAX, KNOWN_ISSUES_MAX, PACK_BYTES_MAX, RULE_FILES_MAX } from '../limits.ts'
import { TriageError } from '../triage-error.ts'
import { acmeIssues, acmePack, ruleFolder } from './acme-rules.fixture.ts'
import { compileRules } from './compile-rules.ts'
import { loadRules } from './load-rules.ts'
import { readRules } from './read-rules.ts'

/** Reads one file that may not be used, and returns the refusal with its code frame. */
async function refusal(text: string, name = 'acme.yaml'): Promise<string> {
  await using folder = await ruleFolder({ [name]: text })
  const problem = await readRules([folder.path]).then(
    () => 'no refusal',
    (error: unknown) => (error instanceof TriageError ? error.message : `unexpected: ${error}`),
  )
  return problem.replace(`${folder.path}/`, '')
}

/** The refusal of the sound pack with one thing changed. */
function changed(from: string, to: string): Promise<string> {
  return refusal(acmePack.replace(from, to))
}

test("an operator's pack decides beside the built-in ones", async () => {
  await using folder = await ruleFolder({ 'acme.yaml': acmePack })
  const rules = await loadRules([folder.path])

  const diagnosis = await diagnose('acme: cannot build src/a.acme', {}, rules)

  expect(diagnosis).toMatchObject({ rule: 'acme/broken', replay: 'acme build src/a.acme' })
})

test('the hash of a set changes with any rule and any known issue', async () => {
  await using folder = await ruleFolder({ 'acme.yaml': acmePack })
  const hashes = new Set<string>()
  const add = async () => {
    const { packs, knownIssues } = await readRules([folder.path])
    hashes.add(compileRules(packs, knownIssues).hash)
  }

  await add()
  await add()
  await folder.write('acme.yaml', acmePack.replace('tier: 30', 'tier: 31'))
  await add()
  await folder.write('issues.yaml', acmeIssues)
  await add()

  expect(hashes.size).toBe(3)
})

test('a line that a problem matcher marked is read as the tool printed it', async () => {
  await using folder = await ruleFolder({ 'acme.yaml': acmePack })
  const rules = await loadRules([folder.path])

  const diagnosis = await diagnose('##[error]acme: cannot build src/a.acme', {}, rules)

  expect(diagnosis).toMatchObject({ rule: 'acme/broken', files: [{ path: 'src/a.acme' }] })
})

test('a refusal shows the lines around the problem, and a mark below it', async () => {
  expect(await changed('tier: 30', 'tier: high')).toBe(
    [
      'acme.yaml:5:5: rules.0.tier: Invalid input: expected number, received string',
      '  3 | rules:',
      '  4 |   - id: broken',
      '> 5 |     tier: high',
      '    |     ^',
      '  6 |     category: build-error',
      '  7 |     summary: Acme cannot build {{ file }}.',
    ].join('\n'),
  )
})

test('a pack is refused with its place and what is wrong', async () => {
  expect(await changed('tier: 30', 'teir: 30')).toMatch(/^acme\.yaml:5:5: rules\.0: .*"teir"/)
  expect(await changed('    tier: 30\n', '')).toContain('acme.yaml:4:5: rules.0.tier')
  expect(await changed('^acme', '(?=acme)')).toContain('acme.yaml:8:13: not a linear-time')
  expect(await changed("'^acme: cannot build (?P<file>\\S+)'", "'(?P<file>x*)'")).toContain(
    'acme.yaml:8:13: the pattern matches an empty line',
  )
  expect(await changed('rules:', "collect_not: ['(?=x)']\nrules:")).toContain('acme.yaml:3:15: not')
  expect(await changed('rules:', "not: ['(?=x)']\nrules:")).toContain('acme.yaml:3:7: not')
  expect(
    await changed(
      'tier: 30',
      'tier: 30\n    last_lines: true\n    followed_by: [{ match: here, within: 2 }]',
    ),
  ).toContain('acme.yaml:6:5: a rule with "followed_by" needs all lines')
  expect(await changed('file: path', 'fiel: path')).toContain('no pattern has a group "fiel"')
  expect(await changed('{{ files }}', '{{ nope }}')).toContain('acme.yaml:10:14: "nope" is not')
  const unfixable = 'category: timeout\n    verdict: FIXABLE'
  expect(await changed('category: build-error', unfixable)).toContain('no task mends "timeout"')
  expect(await changed('rules:', 'rules: [')).toMatch(/^acme\.yaml:\d+:\d+: /)
  expect(await changed('rules:', 'rules:\n\t-')).toMatch(/^acme\.yaml:\d+:\d+: /)
})

test('text of a log that is not of a safe type cannot be put into a command', async () => {
  const unsafe = acmePack.replace('file: path', 'file: text').replace('{{ files }}', '{{ file }}')

  expect(await refusal(unsafe)).toContain('only path, word and number')
})

test('an example, a file or a folder over its limit is refused', async () => {
  const long = 'x'.repeat(EXAMPLE_CHARS_MAX + 1)
  const names = Array.from({ length: RULE_FILES_MAX + 1 }, (_, i) => `p${i}.yaml`)
  await using folder = await ruleFolder(Object.fromEntries(names.map((name) => [name, ''])))

  expect(await changed('src/a.acme', long)).toContain('rules.0.examples.hit.0')
  expect(await refusal('x'.repeat(PACK_BYTES_MAX + 1))).toContain(`${PACK_BYTES_MAX} bytes`)
  await expect(readRules([folder.path])).rejects.toThrow(`may hold ${RULE_FILES_MAX} files`)
})

test('aliases that would unfold without end are refused', async () => {
  const bomb = Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]`)
  bomb[0] = 'a0: &a0 [x]'

  expect(await refusal(bomb.join('\n'))).toMatch(/^acme\.yaml:1:1: .*alias/)
})

test('a name that cannot be part of a rule id, or is taken, is refused', async () => {
  await using folder = await ruleFolder({ 'tsc.yaml': acmePack })

  expect(await refusal(acmePack, 'My Rules.yaml')).toContain('lower-case words joined by hyphens')
  await expect(loadRules([folder.path])).rejects.toThrow('a pack called "tsc" exists already')
})

test('a folder that is not there is refused', async () => {
  await expect(readRules(['/nonexistent/rules'])).rejects.toThrow('/nonexistent/rules:1:1: ')
})

test('a known issue is refused with its place and what is wrong', async () => {
  const issue = (from: string, to: string) => refusal(acmeIssues.replace(from, to))

  expect(await issue('2030-06-30', 'soon')).toContain('acme.yaml:8:5: known_issues.0.expires')
  expect(await issue('    expires: 2030-06-30\n', '')).toContain('known_issues.0.expires')
  expect(await issue('https:', 'file:')).toContain('acme.yaml:5:5: known_issues.0.link')
  expect(await issue('INVESTIGATE', 'FIXABLE')).toContain('acme.yaml:7:5: known_issues.0.verdict')
  expect(await issue('mirror\\', '(?=mirror)\\')).toContain('acme.yaml:4:13: not a linear-time')
  const twice = acmeIssues.slice(acmeIssues.indexOf('  - id'))
  expect(await refusal(acmeIssues + twice)).toContain('acme.yaml:9:5: issue "mirror-down" stands')
})

test('more known issues than there may be altogether are refused', async () => {
  const item = acmeIssues.slice(acmeIssues.indexOf('  - id'))
  const half = (KNOWN_ISSUES_MAX * 6) / 10
  const many = `schema: 1\nknown_issues:\n${Array.from({ length: half }, (_, i) =>
    item.replace('mirror-down', `mirror-${i}`),
  ).join('')}`
  await using folder = await ruleFolder({ 'a.yaml': many, 'b.yaml': many })

  await expect(readRules([folder.path])).rejects.toThrow(`${KNOWN_ISSUES_MAX} known issues`)
})
