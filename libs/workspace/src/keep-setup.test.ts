import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { keepDeps, keepSetup } from './keep-setup.ts'
import { filesOf, usual, world } from './test-world.fixture.ts'

/** A tree in which setup has installed a package, and has touched more than it should. */
async function installed() {
  const made = await world({ ...usual, 'package-lock.json': '{}\n' })
  const workspace = await made.open()
  const { dir } = workspace
  await mkdir(join(dir, 'node_modules/left-pad'), { recursive: true })
  await writeFile(join(dir, 'node_modules/left-pad/index.js'), 'padded')
  await symlink('../left-pad/index.js', join(dir, 'node_modules/link'))
  await mkdir(join(dir, 'ignored'))
  await writeFile(join(dir, 'ignored/made'), 'made')
  await writeFile(join(dir, 'we[i]rd name '), 'made')
  await writeFile(join(dir, 'package-lock.json'), '{"rewritten":true}\n')
  await rm(join(dir, 'src/deep/c.txt'))
  return { ...made, workspace, dir }
}

const added = [
  'ignored/made',
  'node_modules/left-pad/index.js',
  'node_modules/link',
  'we[i]rd name ',
]
const committed = [...Object.keys(usual), 'package-lock.json']

test('what setup added stays, also after a reset, and is in no patch', async () => {
  const { workspace, dir } = await installed()

  await workspace.keepSetup()
  const kept = await filesOf(dir)
  await writeFile(join(dir, 'node_modules/left-pad/index.js'), 'changed by a command')
  await writeFile(join(dir, 'a.txt'), 'fixed\n')
  const patch = await workspace.patch()
  await workspace.reset()

  expect(kept).toEqual([...committed, ...added].sort())
  expect(patch).toContain('+fixed')
  expect(patch).not.toMatch(/node_modules|package-lock|rd name/)
  expect(await filesOf(dir)).toEqual(kept)
  expect(await readFile(join(dir, 'node_modules/left-pad/index.js'), 'utf8')).toBe('padded')
  expect(await workspace.patch()).toBe('')
})

test('files of the commit are what they were, whatever setup did to them', async () => {
  const { workspace, dir } = await installed()

  await workspace.keepSetup()

  expect(await readFile(join(dir, 'package-lock.json'), 'utf8')).toBe('{}\n')
  expect(await readFile(join(dir, 'src/deep/c.txt'), 'utf8')).toBe('three\n')
})

test('a patch applies to a tree that was set up, and restoring takes it back', async () => {
  const { workspace, dir } = await installed()
  await workspace.keepSetup()
  await writeFile(join(dir, 'a.txt'), 'fixed\n')
  const patch = await workspace.patch()
  await workspace.reset()

  await workspace.applyPatch(patch)
  const applied = await workspace.patch()
  await workspace.restore(() => true)

  expect(applied).toBe(patch)
  expect(await filesOf(dir)).toEqual([...committed, ...added].sort())
  expect(await workspace.patch()).toBe('')
})

test('what was installed outside the tree is after a reset what setup made it', async () => {
  const { workspace } = await installed()
  const { depsDir, cacheDir } = workspace
  await mkdir(join(depsDir, 'go/read-only'), { recursive: true })
  await writeFile(join(depsDir, 'go/read-only/mod.go'), 'kept')
  await chmod(join(depsDir, 'go/read-only'), 0o555)
  await workspace.keepSetup()
  await chmod(join(depsDir, 'go/read-only'), 0o755)
  await writeFile(join(depsDir, 'go/read-only/mod.go'), 'poisoned')
  await writeFile(join(depsDir, 'sh'), 'planted')
  await writeFile(join(cacheDir, 'wheel'), 'planted')

  await workspace.reset()

  expect([await filesOf(depsDir), await filesOf(cacheDir)]).toEqual([['go/read-only/mod.go'], []])
  expect(await readFile(join(depsDir, 'go/read-only/mod.go'), 'utf8')).toBe('kept')
})

test('without a setup that was kept a reset leaves nothing outside the tree', async () => {
  const { workspace } = await installed()
  await writeFile(join(workspace.depsDir, 'sh'), 'planted')

  await workspace.reset()

  expect(await filesOf(workspace.depsDir)).toEqual([])
})

test('a tree has a patch from the first try to apply one until it is reset', async () => {
  const { workspace } = await installed()

  const before = workspace.isPatched
  const applying = workspace.applyPatch('no patch')
  await expect(applying).rejects.toMatchObject({ code: 'MW_PATCH_APPLY' })
  const during = workspace.isPatched
  await workspace.reset()

  expect([before, during, workspace.isPatched]).toEqual([false, true, false])
})

test('close leaves nothing of it', async () => {
  const { workspace, dataDir } = await installed()
  await workspace.keepSetup()

  await workspace.close()

  expect(await filesOf(join(dataDir, 'work'))).toEqual([])
})

test('a name that is no line of text is refused', async () => {
  const { open } = await world()
  const workspace = await open()
  await writeFile(join(workspace.dir, 'two\nlines'), 'x')

  await expect(workspace.keepSetup()).rejects.toMatchObject({ code: 'MW_SETUP_REFUSED' })
})

test('more scattered files than can be kept are refused, in a folder they are one', async () => {
  const { open } = await world()
  const workspace = await open()
  const write = async (folder: string) => {
    await mkdir(join(workspace.dir, folder), { recursive: true })
    const names = Array.from({ length: 2001 }, (_, n) => join(workspace.dir, folder, `${n}.new`))
    await Promise.all(names.map((name) => writeFile(name, '')))
  }

  await write('own')
  await workspace.keepSetup()
  await write('src')

  await expect(workspace.keepSetup()).rejects.toThrow('more than 2000 files')
})

test('an ignore file that setup made a pipe is refused, and nobody waits for its writer', async () => {
  const { workspace, dir } = await installed()
  await promisify(execFile)('mkfifo', [join(dir, 'src/.gitignore')])

  const keeping = workspace.keepSetup()

  await expect(keeping).rejects.toMatchObject({ code: 'MW_SETUP_REFUSED' })
  await expect(keeping).rejects.toThrow('"src/.gitignore" is neither file nor link')
})

test('a folder of the commit that became a link is a folder again', async () => {
  const { open, root } = await world({ ...usual, 'sub/x': 'x' })
  const workspace = await open()
  await rm(join(workspace.dir, 'src'), { recursive: true })
  await symlink(root, join(workspace.dir, 'src'))

  await workspace.keepSetup()

  expect(await filesOf(join(workspace.dir, 'src'))).toEqual(['b.txt', 'deep/c.txt'])
})

test('a tree that grew beyond its bytes is refused before it is copied', async () => {
  const { workspace, dataDir } = await installed()
  const place = join(dataDir, 'kept')
  await writeFile(join(workspace.dir, 'ignored/large'), Buffer.alloc(500_000))

  const keeping = keepSetup(workspace, new Set(), place, 400_000)

  await expect(keeping).rejects.toThrow('more than 400000 bytes')
  expect(existsSync(place)).toBe(false)
})

test('what was installed beyond its bytes outside the tree is refused before it is copied', async () => {
  const { workspace, dataDir } = await installed()
  const place = join(dataDir, 'kept')
  await writeFile(join(workspace.depsDir, 'large'), Buffer.alloc(500_000))

  const keeping = keepDeps(workspace.depsDir, place, 400_000)

  await expect(keeping).rejects.toMatchObject({ code: 'MW_SETUP_REFUSED' })
  expect(existsSync(place)).toBe(false)
})
