import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '@millwright/exec'
import { createGitRepository, temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'

const source = JSON.stringify(new URL('./open-workspace.ts', import.meta.url).href)

/** What a worker finds and leaves on a disk of so many MB, for a repository of 12 MB. */
async function onDisk(sizeMb: number, work: string) {
  const root = await temporaryDirectory()
  const disk = join(root, 'disk')
  await mkdir(disk)
  const origin = await createGitRepository(join(root, 'git/acme/web.git'), {
    'big.bin': randomBytes(12_000_000),
  })
  const options = {
    dataDir: disk,
    repo: 'acme/web',
    gitUrl: `file://${root}/git/`,
    headSha: await origin.head(),
    taskId: 'task',
    epoch: 1,
  }
  const program = `(async () => {
    const { readdirSync } = await import('node:fs')
    const { openWorkspace } = await import(${source})
    const list = (name) => { try { return readdirSync(${JSON.stringify(disk)} + '/' + name) } catch { return [] } }
    const options = { ...${JSON.stringify(options)}, signal: new AbortController().signal,
      logger: { info() {}, warn() {} } }
    let error = null
    try { const workspace = await openWorkspace(options); ${work} } catch (e) { error = e.code + ' ' + e.message }
    const packs = list('mirrors/acme__web.git/objects/pack').filter((name) => name.startsWith('tmp_'))
    process.stdout.write(JSON.stringify({ error, work: list('work'), packs }))
  })()`
  const mount = `mount -t tmpfs -o size=${sizeMb}m tmpfs "$0" && exec "$@"`
  const node = [process.execPath, '--import', import.meta.resolve('tsx')]
  const ended = await run(
    [
      ...['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', mount, disk],
      ...[...node, '--conditions=@millwright/source', '-e', program],
    ],
    {
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' },
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      timeoutMs: 50_000,
      outputBytesMax: 100_000,
    },
  )
  if (ended.exitCode !== 0) throw new Error(ended.output)
  const told: { error: string | null; work: string[]; packs: string[] } = JSON.parse(ended.stdout)
  return told
}

test('on a disk with room enough all is well', async () => {
  const told = await onDisk(60, 'await workspace.close()')

  expect(told).toEqual({ error: null, work: [], packs: [] })
})

test('a disk that is full while fetching leaves neither work nor half a pack', async () => {
  const { error, work, packs } = await onDisk(8, '')

  expect(error).toMatch(/^MW_DISK_FULL /)
  expect([work, packs]).toEqual([[], []])
})

test('a disk that is full while checking out leaves no work', async () => {
  const { error, work } = await onDisk(20, '')

  expect(error).toMatch(/^MW_DISK_FULL the disk under .* is full/)
  expect(work).toEqual([])
})

test('a disk that is full after the checkout keeps nobody from cleaning up', async () => {
  const fill = `
    const { writeFileSync } = await import('node:fs')
    let full = false
    try { writeFileSync(workspace.dir + '/more', Buffer.alloc(60_000_000)) } catch { full = true }
    let patch = null
    try { await workspace.patch() } catch (e) { patch = e.code }
    await workspace.close()
    if (!full || patch === null) throw Object.assign(new Error('not full'), { code: 'TEST' })`

  const told = await onDisk(40, fill)

  expect(told).toEqual({ error: null, work: [], packs: [] })
})
