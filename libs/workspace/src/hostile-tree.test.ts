import { existsSync } from 'node:fs'
import {
  chmod,
  link,
  mkdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '@millwright/exec'
import { expect, test } from 'vitest'
import { world } from './test-world.fixture.ts'

const env = { PATH: '/usr/bin:/bin' }

const sh = (script: string, cwd: string) =>
  run(['sh', '-c', script], { cwd, env, timeoutMs: 20_000, outputBytesMax: 10_000 })

async function opened() {
  const made = await world()
  const workspace = await made.open()
  const outside = join(made.root, 'outside')
  await mkdir(outside)
  await writeFile(join(outside, 'b.txt'), 'secret of ours\n')
  const marker = join(made.root, 'it-ran')
  const trap = join(made.root, 'trap.sh')
  await writeFile(trap, `#!/bin/sh\necho ran >> '${marker}'\n`)
  await chmod(trap, 0o755)
  return { ...made, workspace, dir: workspace.dir, outside, marker, trap }
}

test('a folder that became a link out is a link in the patch, and nothing behind it is read', async () => {
  const { workspace, dir, outside } = await opened()
  await rename(join(dir, 'src'), join(dir, 'moved'))
  await symlink(outside, join(dir, 'src'))

  const patch = await workspace.patch()

  expect(patch).toContain('deleted file mode 100644')
  expect(patch).toContain('new file mode 120000')
  expect(patch).not.toContain('secret of ours')
})

test('putting files back writes through no link', async () => {
  const { workspace, dir, outside } = await opened()
  await rm(join(dir, 'src'), { recursive: true })
  await symlink(outside, join(dir, 'src'))

  await workspace.restore((path) => path.startsWith('src/'))
  const restored = await readFile(join(dir, 'src/b.txt'), 'utf8')
  await rm(join(dir, 'test'), { recursive: true })
  await symlink(outside, join(dir, 'test'))
  await workspace.reset()

  expect(restored).toBe('two\n')
  expect(await readFile(join(outside, 'b.txt'), 'utf8')).toBe('secret of ours\n')
  expect(existsSync(join(outside, 'deep'))).toBe(false)
  expect(existsSync(join(outside, 'b.test.txt'))).toBe(false)
  expect(await workspace.patch()).toBe('')
})

test('a tree that became a link itself is thrown away, not followed', async () => {
  const { workspace, dir, outside } = await opened()
  await rename(dir, `${dir}-moved`)
  await symlink(outside, dir)

  await workspace.reset()

  expect(await readFile(join(dir, 'src/b.txt'), 'utf8')).toBe('two\n')
  expect(await readFile(join(outside, 'b.txt'), 'utf8')).toBe('secret of ours\n')
})

/** A repository that runs a program as soon as any git looks into it with its configuration. */
async function plantRepository(dir: string, trap: string): Promise<void> {
  await sh(
    'git init -q . && git -c user.name=a -c user.email=a@b commit -q --allow-empty -m x',
    dir,
  )
  await sh(
    `git config core.fsmonitor '${trap.replaceAll(' ', '\\ ')}'; git config core.worktree /`,
    dir,
  )
  await writeFile(join(dir, 'file'), 'x')
}

test('a repository inside the tree is refused, and its configuration runs nothing', async () => {
  const { workspace, dir, marker, trap } = await opened()
  await mkdir(join(dir, 'nested'))
  await plantRepository(join(dir, 'nested'), trap)

  await expect(workspace.patch()).rejects.toThrow('"nested/" is a repository of its own')
  await expect(workspace.restore(() => true)).rejects.toMatchObject({ code: 'MW_TREE_REFUSED' })
  expect(existsSync(marker)).toBe(false)
})

test('git directories among tracked files, and at the top, run nothing and are in no patch', async () => {
  const { workspace, dir, marker, trap } = await opened()
  await plantRepository(join(dir, 'src'), trap)
  await plantRepository(dir, trap)

  const changed = await workspace.changedPaths()
  await workspace.restore(() => true)
  await workspace.reset()

  expect(changed.toSorted()).toEqual(['file', 'src/file'])
  expect(existsSync(marker)).toBe(false)
  expect(existsSync(join(dir, '.git'))).toBe(false)
})

test('attributes of the tree neither run a filter nor hide a change as binary', async () => {
  const { workspace, dir } = await opened()
  await writeFile(join(dir, '.gitattributes'), '* -diff filter=evil diff=evil\n*.txt binary\n')
  await writeFile(join(dir, 'a.txt'), 'seen\n')

  const patch = await workspace.patch()

  expect(patch).toContain('+seen')
  expect(patch).not.toContain('Binary')
  expect(patch).not.toContain('GIT binary patch')
})

test.each([
  ['a tracked file', 'a.txt'],
  ['an ignore file', '.gitignore'],
  ['an ignore file further down', 'src/.gitignore'],
  ['an attributes file', 'src/.gitattributes'],
])('%s that became a pipe is refused by name at once', async (_what, path) => {
  const { workspace, dir } = await opened()
  await rm(join(dir, path), { force: true })
  await sh(`mkfifo ${path}`, dir)

  const patching = workspace.patch()

  await expect(patching).rejects.toMatchObject({ code: 'MW_TREE_REFUSED' })
  await expect(patching).rejects.toThrow(`"${path}" is neither file nor link`)
})

test('ignore files that git would need gigabytes for are refused, small ones are not', async () => {
  const { workspace, dir } = await opened()

  await sh('mkdir deep && truncate -s 900K deep/.gitignore && echo seen > deep/seen', dir)
  const patch = await workspace.patch()
  await sh('truncate -s 10M src/.gitignore', dir)
  const patching = workspace.patch()

  expect(patch).toContain('+seen')
  await expect(patching).rejects.toMatchObject({ code: 'MW_TREE_REFUSED' })
  await expect(patching).rejects.toThrow('.gitignore and .gitattributes hold more than 10000000')
})

test('other pipes are nobody’s change', async () => {
  const { workspace, dir } = await opened()

  await sh('mkfifo pipe src/pipe', dir)

  expect(await workspace.patch()).toBe('')
})

test('a file of ours under a second name is refused, not read', async () => {
  const { workspace, dir, outside } = await opened()
  await link(join(outside, 'b.txt'), join(dir, 'innocent.txt'))

  const patching = workspace.patch()

  await expect(patching).rejects.toThrow('"innocent.txt" is one file under several names')
})

test('a file without end is refused before it is read', async () => {
  const { workspace, dir } = await opened()
  await writeFile(join(dir, 'huge'), '')
  await truncate(join(dir, 'huge'), 2 ** 40)

  await expect(workspace.patch()).rejects.toMatchObject({ code: 'MW_PATCH_LIMIT' })
})

test('more changed files than a fix has are refused', async () => {
  const { workspace, dir } = await opened()
  await sh('mkdir many && cd many && seq 2001 | xargs touch', dir)

  await expect(workspace.patch()).rejects.toThrow('more than 2000 files')
})

test('a patch over the limit is refused, one within it is not', async () => {
  const { workspace, dir } = await opened()
  const line = `${'x'.repeat(99)}\n`

  await writeFile(join(dir, 'large'), line.repeat(9000))
  const within = await workspace.patch()
  await writeFile(join(dir, 'large'), line.repeat(11_000))

  expect(within.length).toBeGreaterThan(900_000)
  await expect(workspace.patch()).rejects.toMatchObject({ code: 'MW_PATCH_LIMIT' })
  await expect(workspace.applyPatch(within + within)).rejects.toMatchObject({
    code: 'MW_PATCH_LIMIT',
  })
})

test('new names that mean a git directory somewhere, or are no text, are refused', async () => {
  const { workspace, dir } = await opened()

  await mkdir(join(dir, '.GIT'))
  await writeFile(join(dir, '.GIT/config'), 'x')
  const folded = workspace.patch()
  await expect(folded).rejects.toThrow('".GIT/config" names a git directory')
  await workspace.reset()
  await writeFile(Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0xff, 0xfe])]), 'x')

  await expect(workspace.patch()).rejects.toThrow('is not UTF-8')
})

const newFile = (path: string) =>
  `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+x\n`
const newLink = (path: string, target: string) =>
  `diff --git a/${path} b/${path}\nnew file mode 120000\n--- /dev/null\n+++ b/${path}\n` +
  `@@ -0,0 +1 @@\n+${target}\n\\ No newline at end of file\n`

test.each([
  ['outside the tree', newFile('../escaped')],
  ['into a git directory', newFile('.git/hooks/post-checkout')],
  ['through its own link', newLink('out', '../../..') + newFile('out/escaped')],
  ['that is no patch', 'hello'],
  ['that is cut short', `${newFile('fine')}diff --git a/a.txt b/a.txt\n@@ -1 +1 @@\n`],
])('a patch %s is refused and writes nothing', async (_what, patch) => {
  const { workspace, root, dir, dataDir } = await opened()

  await expect(workspace.applyPatch(patch)).rejects.toMatchObject({ code: 'MW_PATCH_APPLY' })

  for (const place of [root, dataDir, join(dataDir, 'work'), join(dir, '..')]) {
    expect(existsSync(join(place, 'escaped'))).toBe(false)
  }
  expect(await workspace.patch()).toBe('')
})

test('a patch is not written through a link that is in the tree', async () => {
  const { workspace, dir, outside } = await opened()
  await rm(join(dir, 'src'), { recursive: true })
  await symlink(outside, join(dir, 'src'))

  await expect(workspace.applyPatch(newFile('src/escaped'))).rejects.toMatchObject({
    code: 'MW_PATCH_APPLY',
  })
  expect(existsSync(join(outside, 'escaped'))).toBe(false)
})

test('folders that nobody may enter and paths too long to name are removed all the same', async () => {
  const { workspace, dir, dataDir } = await opened()
  const long = 'x'.repeat(200)
  await sh(`for i in $(seq 60); do mkdir ${long}; cd ${long}; done; touch end`, dir)
  await sh('mkdir -p shut/in; touch shut/in/file; chmod 000 shut/in shut', dir)

  await workspace.reset()
  const afterReset = await workspace.patch()
  await sh('mkdir -p shut/in; touch shut/in/file; chmod 000 shut/in shut', dir)
  await workspace.close()

  expect(afterReset).toBe('')
  expect(existsSync(join(dataDir, 'work/task-1'))).toBe(false)
})
