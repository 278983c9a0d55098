import { existsSync } from 'node:fs'
import { readdir, readFile, readlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '@millwright/exec'
import { createGitRepository } from '@millwright/testing'
import { expect, test } from 'vitest'
import { filesOf, world } from './test-world.fixture.ts'

type Entry = { mode: '100644' | '120000' | '160000' | '40000'; name: string; object: string }

/** Makes trees that git itself would refuse to make. */
async function treeMaker() {
  const made = await world({ 'a.txt': 'one\n' })
  const { origin } = made
  const env = { PATH: '/usr/bin:/bin' }
  const write = async (type: 'tree' | 'blob', content: Buffer) => {
    const written = await run(['git', 'hash-object', '-w', '--literally', '-t', type, '--stdin'], {
      cwd: origin.dir,
      env,
      stdin: content,
      timeoutMs: 20_000,
      outputBytesMax: 1000,
    })
    return written.stdout.trim()
  }
  const blob = (text: string) => write('blob', Buffer.from(text))
  const tree = (entries: Entry[]) =>
    write(
      'tree',
      Buffer.concat(
        entries.flatMap(({ mode, name, object }) => [
          Buffer.from(`${mode} ${name}\0`),
          Buffer.from(object, 'hex'),
        ]),
      ),
    )
  const commit = async (root: string) => {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.test']
    const head = await origin.git(...identity, 'commit-tree', '-m', 'x', root)
    await origin.git('update-ref', `refs/heads/${head}`, head)
    return head
  }
  return { ...made, blob, tree, commit }
}

test.each([
  ['.git', 'names a git directory'],
  ['.GIT', 'names a git directory'],
  ['.Git ', 'names a git directory'],
  ['.git...', 'names a git directory'],
  ['GIT~1', 'names a git directory'],
  ['.git::$INDEX_ALLOCATION', 'names a git directory'],
  ['.g\u200cit', 'names a git directory'],
  ['a\\.git', 'names a git directory'],
  ['..', 'leads out of the tree'],
  ['a\\..', 'leads out of the tree'],
  ['.', 'has an empty part'],
  ['c:', 'is absolute'],
])('a commit with a folder called %j is refused by name', async (name, problem) => {
  const { open, dataDir, blob, tree, commit } = await treeMaker()
  const inner = await tree([{ mode: '100644', name: 'config', object: await blob('x') }])
  const head = await commit(await tree([{ mode: '40000', name, object: inner }]))

  const opening = open(head)

  await expect(opening).rejects.toMatchObject({ code: 'MW_TREE_REFUSED' })
  await expect(opening).rejects.toThrow(`"${name}/config" ${problem}`)
  expect(await readdir(join(dataDir, 'work'))).toEqual([])
})

test('an absolute name is refused', async () => {
  const { open, blob, tree, commit } = await treeMaker()
  const object = await blob('x')
  const head = await commit(await tree([{ mode: '100644', name: '/etc/millwright-x', object }]))

  await expect(open(head)).rejects.toThrow('"/etc/millwright-x" is absolute')
  expect(existsSync('/etc/millwright-x')).toBe(false)
})

test('files that would be written through a link where case does not count are refused', async () => {
  const { open, blob, tree, commit } = await treeMaker()
  const inner = await tree([{ mode: '100644', name: 'post-checkout', object: await blob('x') }])
  const head = await commit(
    await tree([
      { mode: '40000', name: 'A', object: inner },
      { mode: '120000', name: 'a', object: await blob('.git/hooks') },
    ]),
  )

  await expect(open(head)).rejects.toThrow('"A/post-checkout" is behind a link')
})

test('files that differ in case alone are an honest tree', async () => {
  const { open, origin } = await world({ 'readme.md': 'a', 'README.md': 'b', 'Docs/x': 'c' })

  const workspace = await open(await origin.head())

  expect(await filesOf(workspace.dir)).toEqual(['Docs/x', 'README.md', 'readme.md'])
})

test('a submodule is an empty folder, is named, and no part of a patch', async () => {
  const { open, blob, tree, commit, origin } = await treeMaker()
  const modules = `[submodule "s"]\n\tpath = sub\n\turl = ext::sh -c touch /tmp/x\n\tupdate = !touch x\n`
  const head = await commit(
    await tree([
      { mode: '100644', name: '.gitmodules', object: await blob(modules) },
      { mode: '160000', name: 'sub', object: await origin.head() },
    ]),
  )

  const workspace = await open(head)

  expect(await readdir(join(workspace.dir, 'sub'))).toEqual([])
  expect(workspace.leftOut).toEqual({ submodules: ['sub'], pointers: [] })
  expect(await workspace.patch()).toBe('')
})

test('a repository put into the folder of a submodule runs nothing', async () => {
  const { root, open, tree, commit, origin } = await treeMaker()
  const pinned = await origin.head()
  const head = await commit(await tree([{ mode: '160000', name: 'sub', object: pinned }]))
  const workspace = await open(head)
  const marker = join(root, 'it-ran')
  const hostile = await createGitRepository(join(workspace.dir, 'sub'), { file: 'x' })
  await hostile.git('config', 'core.fsmonitor', `touch '${marker}'; false`)
  const limits = { env: { PATH: '/usr/bin:/bin' }, timeoutMs: 20_000, outputBytesMax: 1000 }

  await expect(workspace.patch()).rejects.toThrow('"sub" is a repository of its own')
  await writeFile(join(workspace.dir, 'sub/.git/HEAD'), `${pinned}\n`)
  await writeFile(join(workspace.dir, 'sub/file'), 'changed')
  expect(await workspace.patch()).toBe('')
  expect(existsSync(marker)).toBe(false)
  await run(['git', 'status'], { ...limits, cwd: join(workspace.dir, 'sub') })
  expect(existsSync(marker)).toBe(true)
})

test('links that leave the tree are checked out as links', async () => {
  const { open, blob, tree, commit } = await treeMaker()
  const object = await blob('../../../../../../etc/shadow')
  const head = await commit(await tree([{ mode: '120000', name: 'link', object }]))

  const workspace = await open(head)

  expect(await readlink(join(workspace.dir, 'link'))).toBe('../../../../../../etc/shadow')
  expect(await workspace.patch()).toBe('')
})

test('pointers to large files stay pointers, and are named', async () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n'
  const { open } = await world({
    '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
    'big.bin': pointer,
  })

  const workspace = await open()

  expect(await readFile(join(workspace.dir, 'big.bin'), 'utf8')).toBe(pointer)
  expect(workspace.leftOut).toEqual({ submodules: [], pointers: ['big.bin'] })
  expect(await workspace.patch()).toBe('')
})

test('attributes that are a link out of the tree are not read', async () => {
  const { open, blob, tree, commit, root } = await treeMaker()
  await writeFile(join(root, 'outside'), '* filter=lfs')
  const object = await blob(join(root, 'outside'))
  const head = await commit(await tree([{ mode: '120000', name: '.gitattributes', object }]))

  const workspace = await open(head)

  expect(workspace.leftOut).toEqual({ submodules: [], pointers: [] })
})
