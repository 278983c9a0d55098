import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { logSink, temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { type CacheOptions, openCache } from './open-cache.ts'
import { tidyCaches } from './tidy-caches.ts'

async function world() {
  const dataDir = await temporaryDirectory()
  let epoch = 0
  const open = (more: Partial<CacheOptions> = {}) => {
    epoch += 1
    return openCache({ dataDir, repo: 'acme/web', trust: 'own', taskId: 'task', epoch, ...more })
  }
  /** A cache of half a megabyte that was used so many hours ago. */
  const filled = async (repo: string, hoursAgo: number) => {
    const cache = await open({ repo })
    await writeFile(join(cache.dir, 'x'), Buffer.alloc(500_000))
    const then = new Date(Date.now() - hoursAgo * 3_600_000)
    await utimes(dirname(cache.dir), then, then)
    return cache
  }
  const tidy = (bytesMax: number) => tidyCaches({ dataDir, bytesMax, logger: logSink().logger })
  return { dataDir, open, filled, tidy }
}

test('a cache is shared inside one repository and one trust level, and nowhere else', async () => {
  const { open } = await world()

  const first = await open()
  await writeFile(join(first.dir, 'marker'), 'x')
  const seen = async (more: Partial<CacheOptions>) => readdir((await open(more)).dir)

  expect(await seen({ taskId: 'another' })).toEqual(['marker'])
  expect(await seen({ trust: 'fork' })).toEqual([])
  expect(await seen({ repo: 'acme/other' })).toEqual([])
  expect(await seen({ repo: 'acme-web/x' })).toEqual([])
})

test.each([{ repo: '../x' }, { repo: 'a/b/c' }, { taskId: '../../x' }, { taskId: 'a/b' }])(
  '%j leads nowhere',
  async (more) => {
    const { open, dataDir } = await world()

    await expect(open(more)).rejects.toThrow()
    expect(await readdir(dataDir)).toEqual([])
  },
)

test('over the limit the least recently used goes first, and no more than needed', async () => {
  const { filled, tidy } = await world()
  const [old, older, young] = [
    await filled('acme/old', 2),
    await filled('acme/older', 3),
    await filled('acme/young', 1),
  ]
  for (const cache of [old, older, young]) await cache.close()

  await tidy(1_200_000)
  const after = [older, old, young].map(({ dir }) => existsSync(dir))
  await tidy(0)

  expect(after).toEqual([false, true, true])
  expect([older, old, young].some(({ dir }) => existsSync(dir))).toBe(false)
})

test('a cache in use stays, one whose user was killed does not', async () => {
  const { filled, tidy } = await world()
  const used = await filled('acme/used', 9)
  const abandoned = await filled('acme/abandoned', 1)
  const lease = join(dirname(abandoned.dir), 'leases')
  const [name = ''] = await readdir(lease)
  const gone = { pid: 4_000_000, started: '1', namespace: await namespaceOf(join(lease, name)) }
  await writeFile(join(lease, name, 'owner.json'), JSON.stringify(gone))

  await tidy(0)
  const during = existsSync(used.dir)
  await used.close()
  await used.close()
  await tidy(0)

  expect([during, existsSync(abandoned.dir), existsSync(used.dir)]).toEqual([true, false, false])
})

test('a removal that was interrupted is finished', async () => {
  const { dataDir, tidy } = await world()
  await mkdir(join(dataDir, 'caches/acme__web--own.going-4000000/data'), { recursive: true })

  await tidy(1_000_000)

  expect(await readdir(join(dataDir, 'caches'))).toEqual([])
})

async function namespaceOf(lease: string): Promise<unknown> {
  return JSON.parse(await readFile(join(lease, 'owner.json'), 'utf8')).namespace
}
