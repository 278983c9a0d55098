import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Diagnosis } from '@millwright/protocol'
import { makeZip, temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'

const typeError = "src/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.\n"

async function folder(files: Record<string, string | Buffer>): Promise<string> {
  const cwd = await temporaryDirectory()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
  return cwd
}

test('--jsonl prints one diagnosis a line in the order given, without Redis or network', async () => {
  const cwd = await folder({ 'b.log': typeError, 'a.log': 'all is well\n', 'empty.log': '' })

  const { code, stdout } = await runMillwright(
    ['triage', '--jsonl', 'b.log', 'a.log', 'empty.log', '-'],
    { cwd, stdin: typeError },
  )

  expect(code).toBe(0)
  const rows = stdout
    .trim()
    .split('\n')
    .map((line): { file: string } => JSON.parse(line))
  expect(rows.map(({ file }) => file)).toEqual(['b.log', 'a.log', 'empty.log', '-'])
  const diagnoses = rows.map((row) => Diagnosis.parse(row))
  expect(diagnoses.map(({ category }) => category)).toEqual([
    'type-error',
    'unknown',
    'unknown',
    'type-error',
  ])
  expect(diagnoses[0]?.files).toEqual([expect.objectContaining({ path: 'src/a.ts', line: 3 })])
})

test('--json prints one array', async () => {
  const cwd = await folder({ 'a.log': typeError })

  const { stdout } = await runMillwright(['triage', '--json', 'a.log'], { cwd })

  expect(Diagnosis.array().parse(JSON.parse(stdout))).toHaveLength(1)
})

test('for people it says verdict, cause and line, and obeys nothing in the log', async () => {
  const cwd = await folder({ 'a.log': `\u001b]0;owned\u0007\u009b2J\n${typeError}` })

  const { stdout } = await runMillwright(['triage', 'a.log'], { cwd })

  expect(stdout).toMatch(/^a\.log: FIXABLE type-error \(/)
  expect(stdout).toContain('2: src/a.ts(3,7): error TS2322')
  expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
})

test('a file that is missing or no sound archive does not keep the others from being read', async () => {
  const cwd = await folder({ 'a.log': typeError, 'logs.zip': Buffer.from('PK\u0003\u0004rest') })

  const missing = await runMillwright(['triage', '--jsonl', 'gone.log', 'a.log'], { cwd })
  const archive = await runMillwright(['triage', '--jsonl', 'logs.zip', 'a.log'], { cwd })

  expect(missing.code).toBe(4)
  expect(missing.stderr).toBe('millwright: gone.log: there is no such file\n')
  expect(archive.code).toBe(1)
  expect(archive.stderr).toContain('logs.zip: this is not a sound archive')
  for (const { stdout } of [missing, archive]) expect(stdout.trim().split('\n')).toHaveLength(1)
})

test("the archive of a run has a diagnosis for each job that failed, under the job's name", async () => {
  const job = (line: string, end: string[]) =>
    [
      '##[group]Run npx tsc',
      'npx tsc',
      'shell: /bin/bash -e {0}',
      '##[endgroup]',
      line,
      ...end,
    ].join('\n')
  const red = job(typeError.trim(), ['##[error]Process completed with exit code 2.'])
  const green = job('all is well', ['Cleaning up orphan processes'])
  const cwd = await folder({
    'logs.zip': makeZip([
      { name: '0_types.txt', text: red },
      { name: '1_lint.txt', text: green },
      { name: '2_more.zip', text: makeZip([]) },
    ]),
    'green.zip': makeZip([{ name: '1_lint.txt', text: green }]),
  })

  const { code, stdout, stderr } = await runMillwright(['triage', '--jsonl', 'logs.zip'], { cwd })
  const none = await runMillwright(['triage', 'green.zip'], { cwd })
  const piped = await runMillwright(['triage', '-'], {
    stdin: makeZip([{ name: '0_a.txt', text: red }]),
  })

  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ file: 'logs.zip', entry: '0_types.txt', rule: 'tsc/error' }])
  expect([code, stderr]).toEqual([
    1,
    'millwright: logs.zip: 2_more.zip is an archive itself: unpack it\n',
  ])
  expect([none.code, none.stderr]).toEqual([
    4,
    'millwright: green.zip: no job of this archive failed\n',
  ])
  expect([piped.code, piped.stderr]).toEqual([1, expect.stringContaining('name the file instead')])
})

test('--explain says for programs, too, which rules were tried and what lost', async () => {
  const cwd = await folder({ 'a.log': `CONFLICT (content): Merge conflict in a\n${typeError}` })

  const { stdout } = await runMillwright(['triage', '--explain', '--json', 'a.log'], { cwd })

  const [row] = JSON.parse(stdout)
  expect(Diagnosis.parse(row).rule).toBe('git/merge-conflict')
  expect(row.explanation.rulesTried).toBeGreaterThan(100)
  expect(row.explanation.rules).toContainEqual(
    expect.objectContaining({ rule: 'tsc/error', outcome: 'lost', line: 2 }),
  )
})

test('a rule of the operator that matched no line is named', async () => {
  const pack =
    'schema: 1\ntool: acme\nrules:\n  - id: a\n    tier: 30\n    category: lint\n' +
    '    summary: No.\n    match: ["^acme no$"]\n    examples: { hit: ["acme no"] }\n'
  const cwd = await folder({ 'acme.yaml': pack, 'a.log': typeError })

  const { stdout } = await runMillwright(['triage', '--explain', '--rules', '.', 'a.log'], { cwd })

  expect(stdout).toContain('silent  acme/a (tier 30): its patterns matched no line')
})

test('two folders of logs are compared cause by cause', async () => {
  const other = typeError.replace('a.ts', 'b.ts')
  const old = await folder({ 'test.log': typeError, 'notes.md': 'no log' })
  const now = await folder({ '1_test.txt': `noise\n${typeError}`, '2_lint.txt': other })

  const { code, stdout } = await runMillwright(['triage', 'diff', old, now, '--json'])

  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject([
    { state: 'new', text: other.trim() },
    { state: 'unchanged', text: typeError.trim(), line: 2 },
  ])
})

test('what a green log holds, too, is a lead at most', async () => {
  const cwd = await folder({ 'red.log': typeError, 'green.log': typeError })

  const { stdout } = await runMillwright(['triage', 'red.log', '--green', 'green.log'], { cwd })

  expect(stdout).toContain('red.log: INVESTIGATE type-error')
})

test('a folder of rules that cannot be used ends the command with its place', async () => {
  const cwd = await folder({ 'acme.yaml': 'schema: 2\n', 'a.log': typeError })
  const empty = await folder({})

  const triage = await runMillwright(['triage', '--rules', '.', 'a.log'], { cwd })
  const check = await runMillwright(['triage', 'check', '.'], { cwd })
  const gone = await runMillwright(['triage', 'diff', 'a.log', 'gone'], { cwd })
  const none = await runMillwright(['triage', 'diff', join(cwd, 'a.log'), empty])

  expect([triage.code, check.code, gone.code, none.code]).toEqual([1, 3, 4, 4])
  for (const { stderr } of [triage, check]) expect(stderr).toContain('acme.yaml:1:1: ')
  expect(none.stderr).toContain('there is no log (*.log, *.txt) in this folder')
})

test('an expired issue and an example that does not hold fail the check', async () => {
  const issue =
    'schema: 1\nknown_issues:\n  - id: old\n    match: ["^old acme$"]\n' +
    '    link: https://tracker.example/1\n    note: Old.\n    expires: 2020-01-31\n'
  const pack =
    'schema: 1\ntool: acme\nrules:\n  - id: a\n    tier: 30\n    category: lint\n' +
    '    summary: No.\n    match: ["^acme no$"]\n    examples: { hit: ["acme yes"] }\n'
  const cwd = await folder({ 'issues.yaml': issue, 'acme.yaml': pack })

  const { code, stdout } = await runMillwright(['triage', 'check', '.'], { cwd })

  expect(code).toBe(3)
  expect(stdout).toBe(
    '1 rules, 1 known issues, 1 problems\nissues/old: counts no more since 2020-01-31\n' +
      'acme/a: decided by none\n    acme yes\n',
  )
})
