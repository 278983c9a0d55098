import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { logSink, waitFor } from '@millwright/testing'
import { expect, test } from 'vitest'
import { openWorkspace } from './open-workspace.ts'
import { filesOf, usual, world } from './test-world.fixture.ts'

test('the tree is exactly the commit asked for, and holds no git directory', async () => {
  const { origin, open } = await world()
  const first = await origin.head()
  await origin.commit({ files: { 'later.txt': 'x' }, message: 'later' })

  const workspace = await open(first)

  expect(await filesOf(workspace.dir)).toEqual(Object.keys(usual).sort())
  expect(await readFile(join(workspace.dir, 'src/b.txt'), 'utf8')).toBe('two\n')
  expect(await readFile(join(workspace.gitDir, 'HEAD'), 'utf8')).toBe(`${first}\n`)
})

test('a second workspace at the same commit asks the server nothing', async () => {
  const { root, open, origin } = await world()
  const first = await open()
  const head = await origin.head()
  await rm(join(root, 'git'), { recursive: true })

  const second = await open(head, 2)

  expect(await filesOf(second.dir)).toEqual(await filesOf(first.dir))
})

test('objects are borrowed from the mirror, not copied', async () => {
  const { open } = await world()

  const workspace = await open()

  const own = await filesOf(join(workspace.gitDir, 'objects'))
  expect(own).toEqual(['info/alternates'])
  expect((await filesOf(workspace.mirrorObjects)).length).toBeGreaterThan(0)
})

test('a commit that the server no longer has is said to be gone', async () => {
  const { open } = await world()

  const opening = open('0123456789012345678901234567890123456789')

  await expect(opening).rejects.toMatchObject({ code: 'MW_HEAD_GONE' })
})

test('a server that cannot be reached is another error, and leaves no work behind', async () => {
  const { root, dataDir, origin, open } = await world()
  const head = await origin.head()
  await rm(join(root, 'git'), { recursive: true })

  await expect(open(head)).rejects.toMatchObject({ code: 'MW_GIT' })
  expect(existsSync(join(dataDir, 'work'))).toBe(false)
})

test('eight workspaces of one repository at once all get their tree', async () => {
  const { open, origin } = await world()
  const heads = [await origin.head()]
  for (const n of [1, 2, 3]) {
    heads.push(await origin.commit({ files: { 'n.txt': `${n}` }, message: `${n}` }))
  }

  const opened = await Promise.all([...heads, ...heads].map((head, n) => open(head, n + 1)))

  for (const workspace of opened) expect(await workspace.patch()).toBe('')
  expect(await readFile(join(opened[3]?.dir ?? '', 'n.txt'), 'utf8')).toBe('3')
})

test('a lock and half a pack that a killed fetch left are no obstacle', async () => {
  const { dataDir, open, origin } = await world()
  await open()
  const mirror = join(dataDir, 'mirrors/acme__web.git')
  const head = await origin.commit({ files: { 'later.txt': 'x' }, message: 'later' })
  await writeFile(join(mirror, 'objects/pack/tmp_pack_abc'), 'half')
  await writeFile(join(mirror, `refs/millwright/${head}.lock`), '')
  await writeFile(join(mirror, 'packed-refs.lock'), '')

  const workspace = await open(head, 2)

  expect(existsSync(join(workspace.dir, 'later.txt'))).toBe(true)
  expect(existsSync(join(mirror, 'objects/pack/tmp_pack_abc'))).toBe(false)
})

test('an abort ends the opening and leaves nothing behind', async () => {
  const { root, dataDir, origin } = await world()
  const controller = new AbortController()
  const opening = openWorkspace({
    dataDir,
    repo: 'acme/web',
    gitUrl: `file://${root}/git`,
    headSha: await origin.head(),
    taskId: 'task',
    epoch: 1,
    signal: controller.signal,
    logger: logSink().logger,
  })
  const ended = opening.then(
    () => 'opened',
    (error: unknown) => error,
  )

  await waitFor(() => existsSync(join(dataDir, 'mirrors')), { what: 'the mirror', everyMs: 1 })
  controller.abort(new Error('enough'))

  expect(await ended).toEqual(new Error('enough'))
  expect(existsSync(join(dataDir, 'work/task-1'))).toBe(false)
})

test('close leaves nothing, may be called twice, and follows no link out', async () => {
  const { root, dataDir, open } = await world()
  const workspace = await open()
  await mkdir(join(root, 'outside'))
  await writeFile(join(root, 'outside/keep'), 'x')
  await symlink(join(root, 'outside'), join(workspace.dir, 'out'))

  await workspace.close()
  await workspace.close()

  expect(await readdir(join(dataDir, 'work'))).toEqual([])
  expect(existsSync(join(root, 'outside/keep'))).toBe(true)
})

test('the same attempt is not opened twice at once by two processes', async () => {
  const { open } = await world()
  await open()

  await expect(open()).rejects.toMatchObject({ code: 'MW_WORKSPACE' })
})

test('names and addresses that could lead elsewhere are refused', async () => {
  const { dataDir, root, origin } = await world()
  const good = {
    dataDir,
    repo: 'acme/web',
    gitUrl: `file://${root}/git`,
    headSha: await origin.head(),
    taskId: 'task',
    epoch: 1,
    signal: new AbortController().signal,
    logger: logSink().logger,
  }

  await expect(openWorkspace({ ...good, repo: '../../etc/x' })).rejects.toThrow()
  await expect(openWorkspace({ ...good, headSha: '--upload-pack=x' })).rejects.toThrow()
  await expect(openWorkspace({ ...good, taskId: '../x' })).rejects.toThrow(RangeError)
  await expect(openWorkspace({ ...good, gitUrl: 'ext::sh -c x' })).rejects.toThrow(/not allowed/)
})
