import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { filesOf, usual, world } from './test-world.fixture.ts'

test('an untouched tree has no patch', async () => {
  const { open } = await world()

  const workspace = await open()

  expect(await workspace.patch()).toBe('')
  expect(await workspace.changedPaths()).toEqual([])
})

test('a patch carries edits, new files, modes, links and deletions, and applies as it is', async () => {
  const { open } = await world()
  const workspace = await open()
  const { dir } = workspace
  await writeFile(join(dir, 'a.txt'), 'changed\n')
  await writeFile(join(dir, 'new file.bin'), Buffer.from([0, 1, 2, 255]))
  await mkdir(join(dir, 'more'))
  await writeFile(join(dir, 'more/run.sh'), '#!/bin/sh\n')
  await chmod(join(dir, 'more/run.sh'), 0o755)
  await symlink('/etc/shadow', join(dir, 'link'))
  await rm(join(dir, 'src/deep/c.txt'))

  const patch = await workspace.patch()
  const changed = await workspace.changedPaths()
  await workspace.reset()
  const clean = await workspace.patch()
  await workspace.applyPatch(patch)

  const paths = ['a.txt', 'link', 'more/run.sh', 'new file.bin', 'src/deep/c.txt']
  expect(changed.toSorted()).toEqual(paths)
  expect(clean).toBe('')
  expect(patch).toContain('GIT binary patch')
  expect(patch).toMatch(/index [0-9a-f]{40}\.\.[0-9a-f]{40}/)
  expect(patch).not.toContain('root:')
  expect(await workspace.patch()).toBe(patch)
})

test('ignored files are no part of a patch, and are gone after a reset', async () => {
  const { open } = await world()
  const workspace = await open()
  await mkdir(join(workspace.dir, 'ignored'))
  await writeFile(join(workspace.dir, 'ignored/x'), 'x')
  await writeFile(join(workspace.dir, 'debug.log'), 'x')

  const patch = await workspace.patch()
  await workspace.reset()

  expect(patch).toBe('')
  expect(await filesOf(workspace.dir)).toEqual(Object.keys(usual).sort())
})

test('text that is no UTF-8 survives the way through a patch', async () => {
  const latin = Buffer.from('gr\xfc\xdfe\n', 'latin1')
  const name = 'we[i]rd "na\tme".txt'
  const { open } = await world({ ...usual, 'latin.txt': latin, [name]: latin })
  const workspace = await open()
  const changed = Buffer.concat([latin, latin])
  await writeFile(join(workspace.dir, 'latin.txt'), changed)
  await writeFile(join(workspace.dir, name), changed)
  await writeFile(join(workspace.dir, 'a.txt'), 'plain\n')

  const patch = await workspace.patch()
  await workspace.reset()
  await workspace.applyPatch(patch)

  expect(patch).toContain('+plain')
  expect(patch).not.toContain('\uFFFD')
  expect(await readFile(join(workspace.dir, 'latin.txt'))).toEqual(changed)
  expect(await readFile(join(workspace.dir, name))).toEqual(changed)
})

test('restore puts back matching files, new and deleted ones too, and leaves the others', async () => {
  const { open } = await world()
  const workspace = await open()
  const { dir } = workspace
  await writeFile(join(dir, 'src/b.txt'), 'fixed\n')
  await rm(join(dir, 'test/b.test.txt'))
  await writeFile(join(dir, 'test/new.test.txt'), 'weak\n')
  await writeFile(join(dir, 'added.txt'), 'new\n')

  await workspace.restore((path) => path.startsWith('test/'))

  expect(await filesOf(dir)).toEqual([...Object.keys(usual), 'added.txt'].sort())
  expect(await readFile(join(dir, 'src/b.txt'), 'utf8')).toBe('fixed\n')
  expect(await readFile(join(dir, 'test/b.test.txt'), 'utf8')).toBe('test\n')
  expect((await workspace.changedPaths()).toSorted()).toEqual(['added.txt', 'src/b.txt'])
})

test('restore undoes a folder that became a file and a file that became a folder', async () => {
  const { open } = await world()
  const workspace = await open()
  const { dir } = workspace
  await rm(join(dir, 'src'), { recursive: true })
  await writeFile(join(dir, 'src'), 'a file now\n')
  await rm(join(dir, 'a.txt'))
  await mkdir(join(dir, 'a.txt'))
  await writeFile(join(dir, 'a.txt/inside'), 'x\n')

  const patch = await workspace.patch()
  await workspace.restore(() => true)

  expect(patch).toContain('a file now')
  expect(await workspace.patch()).toBe('')
  expect(await filesOf(dir)).toEqual(Object.keys(usual).sort())
})

test('a patch that does not fit changes nothing and says so', async () => {
  const { open } = await world()
  const workspace = await open()
  await writeFile(join(workspace.dir, 'a.txt'), 'two\n')
  const patch = await workspace.patch()
  await writeFile(join(workspace.dir, 'a.txt'), 'three\n')

  await expect(workspace.applyPatch(patch)).rejects.toMatchObject({ code: 'MW_PATCH_APPLY' })
  expect(await readFile(join(workspace.dir, 'a.txt'), 'utf8')).toBe('three\n')
})

test('an edit of the same size in the second of the checkout is in a later patch', async () => {
  const { open } = await world()
  const workspace = await open()
  await writeFile(join(workspace.dir, 'src/b.txt'), 'owt\n')

  // Git compares whole seconds here, so there is no event to wait for.
  await sleep(1_100)
  const patch = await workspace.patch()

  expect(patch).toContain('+owt')
})
