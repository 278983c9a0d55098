import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Diagnosis } from '@millwright/protocol'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test, vi } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'

vi.setConfig({ testTimeout: 30_000 })

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

test('a file that is missing or an archive does not keep the others from being read', async () => {
  const cwd = await folder({ 'a.log': typeError, 'logs.zip': Buffer.from('PK\u0003\u0004rest') })

  const missing = await runMillwright(['triage', '--jsonl', 'gone.log', 'a.log'], { cwd })
  const archive = await runMillwright(['triage', '--jsonl', 'logs.zip', 'a.log'], { cwd })

  expect(missing.code).toBe(4)
  expect(missing.stderr).toBe('millwright: gone.log: there is no such file\n')
  expect(archive.code).toBe(1)
  expect(archive.stderr).toContain('logs.zip: this is an archive (zip): unpack it')
  for (const { stdout } of [missing, archive]) expect(stdout.trim().split('\n')).toHaveLength(1)
})
