import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGitRepository, temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { gateRepository } from './gate-repository.ts'

const files = { 'src/a.ts': 'one\ntwo\nthree\n', 'README.md': 'Hello\n' }

async function start() {
  const repository = await createGitRepository(await temporaryDirectory(), files)
  const patchOf = async (path: string, text: string) => {
    await writeFile(join(repository.dir, path), text)
    await repository.git('add', '--all')
    const patch = await repository.git('diff', '--cached', '--binary', '--full-index')
    await repository.git('reset', '--quiet', '--hard')
    return `${patch}\n`
  }
  return { ...repository, patchOf }
}

async function everythingIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries.map((entry) => join(entry.parentPath, entry.name)).sort()
}

test('a good patch passes, and the checkout is not touched', async () => {
  const { dir, git, patchOf } = await start()
  const patch = await patchOf('src/a.ts', 'one\nTWO\nthree\n')
  await writeFile(join(dir, 'src/a.ts'), 'work in progress\n')
  const [before, status] = [await everythingIn(dir), await git('status', '--porcelain')]

  const result = await gateRepository({ repoDir: dir, patch })

  expect(result).toEqual({ decision: 'pass', classes: [], findings: [] })
  expect(await everythingIn(dir)).toEqual(before)
  expect(await git('status', '--porcelain')).toBe(status)
})

test('a patch for another commit does not apply', async () => {
  const { commit, dir, patchOf } = await start()
  const patch = await patchOf('src/a.ts', 'one\nTWO\nthree\n')
  await commit({ files: { 'src/a.ts': 'eins\nzwei\ndrei\n' }, message: 'Other' })

  const result = await gateRepository({ repoDir: dir, patch })

  expect(result).toMatchObject({ decision: 'block', findings: [{ rule: 'does-not-apply' }] })
})

test('a new file whose name the repository has in other letters is blocked', async () => {
  const { dir, patchOf } = await start()
  const patch = await patchOf('readme.md', 'Hi\n')

  const result = await gateRepository({ repoDir: dir, patch })

  expect(result).toMatchObject({ decision: 'block', findings: [{ rule: 'case-collision' }] })
})

test('the limits may be given, and have the usual values', async () => {
  const { dir, patchOf } = await start()
  const patch = await patchOf('src/a.ts', 'one\nTWO\nthree\n')

  const result = await gateRepository({ repoDir: dir, patch, limits: { files: 5, lines: 1 } })

  expect(result).toMatchObject({ decision: 'block', findings: [{ rule: 'too-large' }] })
})

test('a directory that is no repository blocks the patch', async () => {
  const { patchOf } = await start()
  const patch = await patchOf('src/a.ts', 'one\nTWO\nthree\n')

  const result = await gateRepository({ repoDir: await temporaryDirectory(), patch })

  expect(result).toMatchObject({ decision: 'block', findings: [{ rule: 'gate-error' }] })
})

test('a repository that names programs to run has none of them run', async () => {
  const { dir, git, patchOf } = await start()
  const patch = await patchOf('src/a.ts', 'one\nTWO\nthree\n')
  const trap = join(dir, 'trap.sh')
  await writeFile(trap, `#!/bin/sh\ntouch ${dir}/ran\n`, { mode: 0o755 })
  await git('config', 'core.fsmonitor', trap)
  await git('config', 'core.hooksPath', dir)

  const result = await gateRepository({ repoDir: dir, patch })

  expect(result.decision).toBe('pass')
  expect(await readdir(dir)).not.toContain('ran')
})
