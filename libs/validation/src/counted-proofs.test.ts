import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { createJail, findSandbox } from '@millwright/sandbox'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { type ReportPlace, reproduce, runProofs } from './index.ts'

const sandbox = await findSandbox({ mode: 'bwrap' })
const env = { PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter) }

/** A tree in a jail with a place for reports. */
async function treeOf(files: Record<string, string>, named: ReportPlace['named'] = null) {
  const root = await temporaryDirectory()
  const [dir, outside] = [join(root, 'tree'), join(root, 'reports')]
  for (const folder of [dir, outside]) await mkdir(folder)
  for (const [path, text] of Object.entries(files))
    await writeFile(join(dir, path), text, { mode: 0o755 })
  const mounts = [{ from: outside, to: '/reports', writable: true }]
  const jail = createJail({ ...sandbox, workspace: { dir }, readOnlyPaths: [], mounts })
  return {
    jail: {
      run: (one: Parameters<typeof jail.run>[0]) =>
        jail.run({ ...one, env: { ...env, ...one.env } }),
    },
    timeoutMs: 30_000,
    signal: new AbortController().signal,
    redact: (text: string) => text,
    reports: { outside, inside: '/reports', named },
  }
}

const twoTests = `import test from 'node:test'
test('one', () => {})
test('two', { skip: process.env.SKIP === '1' }, () => { throw new Error('red') })
`

test('a proof holds what the report of the runner counts, and the output is as before', async () => {
  const run = await treeOf({ 'a.test.mjs': twoTests })
  const script = { 'package.json': '{"scripts":{"test":"node --test"}}', 'a.test.mjs': twoTests }
  const byScript = await treeOf(script)

  const [direct] = await runProofs({ ...run, commands: ['node --test'] })
  const [npm] = await runProofs({ ...byScript, commands: ['npm test'] })

  const tests = { run: 2, passed: 1, failed: 1, skipped: 0 }
  expect(direct).toMatchObject({ command: 'node --test', exit_code: 1, tests })
  expect(npm).toMatchObject({ command: 'npm test', exit_code: 1, tests })
  expect(direct?.output_tail).toContain('Error: red')
})

test('words in the output count for nothing', async () => {
  const run = await treeOf({})

  const [proof] = await runProofs({ ...run, commands: ['echo "ok 1"; echo "Tests: 9 passed"'] })

  expect(proof).not.toHaveProperty('tests')
})

const jest = 'node_modules/.bin/jest'
const install = 'mkdir -p node_modules/.bin && cp jest node_modules/.bin'

test('a runner that does not know its reporter is run as it is', async () => {
  const refusing = '[ $# = 0 ] || { echo "Unrecognized option \\"json\\"."; exit 1; }'
  const run = await treeOf({ jest: `#!/bin/sh\n${refusing}\necho plain\n` })

  const [, proof] = await runProofs({ ...run, commands: [install, jest] })

  expect(proof).toMatchObject({ exit_code: 0, output_tail: 'plain\n' })
})

test('a runner that crashes before its report is red, however lucky the next run', async () => {
  const crashing = '[ -e ran ] || { touch ran; kill -SEGV $$; }'
  const run = await treeOf({ jest: `#!/bin/sh\n${crashing}\necho all green\n` })

  const [, first, second] = await runProofs({ ...run, commands: [install, jest, jest] })

  expect(first).toMatchObject({ exit_code: 139 })
  expect(second).toMatchObject({ exit_code: 0 })
})

test('a report that an operator has named is read, and an older one is not', async () => {
  const xml = '<testsuite><testcase name="a"/><testcase name="b"><skipped/></testcase></testsuite>'
  const named = { format: 'junit', path: 'out' } as const
  const run = await treeOf({ 'new.xml': xml }, named)
  const make = 'mkdir out && cp new.xml out/TEST-1.xml && cp new.xml out/TEST-2.xml'

  const proofs = await runProofs({ ...run, commands: [make, 'true', 'ln -s /etc out'] })

  expect(proofs.map((proof) => proof.tests)).toEqual([
    { run: 2, passed: 2, failed: 0, skipped: 2 },
    undefined,
    undefined,
  ])
})

test('a failure that may come and go is counted over all runs', async () => {
  const run = await treeOf({})
  const commands = ['test -e ran || { touch ran; exit 1; }']

  const suspect = await reproduce({ ...run, commands, isSuspect: true })

  expect(suspect).toMatchObject({ verdict: 'red', isFlaky: true, runs: { red: 1, of: 3 } })
})

test('a test that the report says is red again is not taken for another one by its name', async () => {
  const run = await treeOf({ 'a.test.mjs': twoTests })
  const compare = async () => ({ same: 'no' as const, is_hindered: false, why: 'other names' })

  const known = await reproduce({ ...run, commands: ['node --test'], compare, targets: ['two'] })
  const other = await reproduce({ ...run, commands: ['node --test'], compare, targets: ['one'] })

  expect(known).toMatchObject({ verdict: 'red', same: { same: 'unknown' } })
  expect(other.verdict).toBe('other')
})
