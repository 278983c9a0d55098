import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createJail, findSandbox } from '@millwright/sandbox'
import { createGitRepository, temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { reproduce, runProofs, type Tree, validateTwice } from './index.ts'

const sandbox = await findSandbox({ mode: 'bwrap' })

/** A repository whose one test compares `value` with `test/expected`, and a jail around it. */
async function redRepository() {
  const repository = await createGitRepository(await temporaryDirectory(), {
    value: '1\n',
    'test/expected': '2\n',
    'test.sh': '#!/bin/sh\necho comparing\ncmp value test/expected\n',
  })
  const { dir, git } = repository
  const tree: Tree = {
    reset: async () => {
      await git('reset', '--quiet', '--hard')
      await git('clean', '-fdxq')
    },
    applyPatch: async (patch) => {
      const file = join(await temporaryDirectory(), 'patch')
      await writeFile(file, patch)
      await git('apply', file)
    },
    restore: async (isMatch) => {
      const changed = await git('status', '--porcelain', '--untracked-files=all')
      for (const line of changed.split('\n').filter((l) => isMatch(l.slice(3)))) {
        const path = line.slice(3)
        if (line.startsWith('??')) await rm(join(dir, path))
        else await git('checkout', '--quiet', '--', path)
      }
    },
  }
  const patchOf = async (files: Record<string, string>) => {
    for (const [path, content] of Object.entries(files)) await writeFile(join(dir, path), content)
    await git('add', '--all')
    const patch = await git('diff', '--cached', '--binary')
    await tree.reset()
    return `${patch}\n`
  }
  const read = (path: string) => readFile(join(dir, path), 'utf8')
  const jail = createJail({ ...sandbox, workspace: { dir }, readOnlyPaths: [] })
  const signal = new AbortController().signal
  const redact = (text: string) => text.replaceAll('hunter2', '[redacted]')
  const run = { jail, commands: ['./test.sh'], timeoutMs: 10_000, signal, redact }
  return { dir, tree, patchOf, read, run }
}

const exits = (proofs: readonly { exit_code: number | null }[]) => proofs.map((p) => p.exit_code)

test('a proof holds exit code, hash of the output and its redacted end', async () => {
  const { run } = await redRepository()

  const proofs = await runProofs({ ...run, commands: ['echo hunter2', 'exit 3'] })

  expect(proofs).toEqual([
    {
      command: 'echo hunter2',
      exit_code: 0,
      duration_ms: expect.any(Number),
      output_sha256: '46a9d5bde718bf366178313019f04a753bad00685d38e3ec81c8628f35dfcb1b',
      output_tail: '[redacted]\n',
      timed_out: false,
    },
    expect.objectContaining({ command: 'exit 3', exit_code: 3, output_tail: '' }),
  ])
})

test('no more commands are run than a report can carry', async () => {
  const { run } = await redRepository()

  const proofs = await runProofs({ ...run, commands: Array.from({ length: 25 }, () => 'true') })

  expect(proofs).toHaveLength(20)
})

test('a command that runs too long proves nothing but that', async () => {
  const { run } = await redRepository()

  const proofs = await runProofs({ ...run, commands: ['sleep 60'], timeoutMs: 200 })

  expect(proofs[0]).toMatchObject({ exit_code: null, timed_out: true })
})

test('a command that was stopped half way is no proof', async () => {
  const { run } = await redRepository()
  const control = new AbortController()
  setTimeout(() => control.abort(new Error('cancelled')), 100)

  const proofs = runProofs({ ...run, commands: ['sleep 60'], signal: control.signal })

  await expect(proofs).rejects.toThrow('cancelled')
})

test('a failure is reproduced with one run', async () => {
  const { run } = await redRepository()

  const seen = await reproduce(run)

  expect(seen).toMatchObject({ verdict: 'red', isFlaky: false })
  expect(exits(seen.proofs)).toEqual([1])
})

test('a failure is not reproduced when three runs are green', async () => {
  const { run } = await redRepository()

  const seen = await reproduce({ ...run, commands: ['true'] })

  expect(seen.verdict).toBe('green')
  expect(exits(seen.proofs)).toEqual([0, 0, 0])
})

test('a failure that shows in the second run is flaky', async () => {
  const { run } = await redRepository()

  const seen = await reproduce({ ...run, commands: ['test ! -e ran && touch ran'] })

  expect(seen).toMatchObject({ verdict: 'red', isFlaky: true })
  expect(exits(seen.proofs)).toEqual([0, 1])
})

test.each([
  ['is not installed', ['no-such-program']],
  ['is not executable', ['./value']],
  ['is not known', []],
])('a failure whose command %s cannot be reproduced', async (_name, commands) => {
  const { run } = await redRepository()

  const seen = await reproduce({ ...run, commands })

  expect(seen.verdict).toBe('cannot-run')
})

test('a run that is red because a package is missing shows another failure', async () => {
  const { run } = await redRepository()
  const commands = ['echo "Error: Cannot find module \'zod\'"; exit 1']

  const seen = await reproduce({ ...run, commands })
  const itself = await reproduce({ ...run, commands, failure: null })

  expect(seen).toMatchObject({ verdict: 'cannot-run', missing: 'a package of Node.js is missing' })
  expect(itself).toMatchObject({ verdict: 'red', missing: null })
})

test('an honest patch is green twice, and the tree ends as head and patch', async () => {
  const { run, tree, patchOf, read } = await redRepository()
  const patch = await patchOf({ value: '2\n' })

  const validation = await validateTwice({ ...run, tree, patch, runs: 1 })

  expect(validation.verdict).toBe('green')
  expect([exits(validation.after), exits(validation.restored)]).toEqual([[0], [0]])
  expect(await read('value')).toBe('2\n')
})

test('a patch that only changes the test is green once', async () => {
  const { run, tree, patchOf, read } = await redRepository()
  const patch = await patchOf({ 'test/expected': '1\n' })

  const validation = await validateTwice({ ...run, tree, patch, runs: 1 })

  expect(validation.verdict).toBe('only_with_test_changes')
  expect([exits(validation.after), exits(validation.restored)]).toEqual([[0], [1]])
  expect(await read('test/expected')).toBe('1\n')
})

test('a patch that does not help is red, and is not run with tests restored', async () => {
  const { run, tree, patchOf } = await redRepository()
  const patch = await patchOf({ value: '3\n' })

  const validation = await validateTwice({ ...run, tree, patch, runs: 1 })

  expect(validation).toMatchObject({ verdict: 'red', restored: [] })
})

test('what lies in the tree beside the patch proves nothing', async () => {
  const { run, tree, patchOf, dir } = await redRepository()
  const patch = await patchOf({ other: 'x\n' })
  await writeFile(join(dir, 'value'), '2\n')

  const validation = await validateTwice({ ...run, tree, patch, runs: 1 })

  expect(validation.verdict).toBe('red')
})

test('a flaky failure must be green as often as it is asked for', async () => {
  const { run, tree, patchOf } = await redRepository()
  const patch = await patchOf({ 'test.sh': 'test ! -e ran && touch ran\n' })

  const validation = await validateTwice({ ...run, tree, patch, runs: 2 })

  expect(validation.verdict).toBe('red')
  expect(exits(validation.after)).toEqual([0, 1])
})

const told = (same: 'yes' | 'no' | 'unknown', is_hindered = false) => ({
  same,
  is_hindered,
  why: '',
})

test('a run that is red of another failure does not show the one at hand', async () => {
  const { run } = await redRepository()

  const other = await reproduce({ ...run, compare: async () => told('no') })
  const hindered = await reproduce({ ...run, compare: async () => told('no', true) })
  const unknown = await reproduce({ ...run, compare: async () => told('unknown') })

  expect(other).toMatchObject({ verdict: 'other', same: { same: 'no' }, runs: { red: 0 } })
  expect(hindered.verdict).toBe('cannot-run')
  expect(unknown.verdict).toBe('red')
})

test('a failure that was known again once is not taken back by another one beside it', async () => {
  const { run } = await redRepository()
  const seen = [told('yes'), told('no')]

  const suspect = await reproduce({
    ...run,
    isSuspect: true,
    compare: async () => seen.shift() ?? told('no'),
  })

  expect(suspect).toMatchObject({ verdict: 'red', isFlaky: true, runs: { red: 1, of: 3 } })
})

test('a part that is missing is no hindrance where the failure is known again', async () => {
  const { run } = await redRepository()
  const commands = ['echo "Error: Cannot find module \'zod\'"; exit 1']

  const seen = await reproduce({ ...run, commands, compare: async () => told('yes') })

  expect(seen.verdict).toBe('red')
})
