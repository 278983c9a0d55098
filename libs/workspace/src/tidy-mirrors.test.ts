import { existsSync } from 'node:fs'
import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { gitOrThrow } from '@millwright/exec'
import { logSink } from '@millwright/testing'
import { expect, test } from 'vitest'
import { fetchIntoMirror } from './mirror.ts'
import { world } from './test-world.fixture.ts'
import { EVICT_IDLE_MS, PACK_IDLE_MS, tidyMirrors } from './tidy-mirrors.ts'

const { signal } = new AbortController()

async function mirrorWorld() {
  const made = await world()
  const { root, dataDir, origin } = made
  const fetch = async (headSha?: string) =>
    fetchIntoMirror({
      ...{ dataDir, repo: 'acme/web', gitUrl: `file://${root}/git`, signal },
      headSha: headSha ?? (await origin.head()),
    })
  const { dir } = await fetch()
  /** As if nobody had asked for it for so long. */
  const age = (ms: number) => {
    const then = new Date(Date.now() - ms)
    return utimes(dir, then, then)
  }
  const tidy = (limits: { mirrorsMax?: number; bytesMax?: number } = {}) =>
    tidyMirrors({ dataDir, logger: logSink().logger, signal, bytesMax: 1e9, ...limits })
  return { ...made, dir, fetch, age, tidy }
}

const longIdle = EVICT_IDLE_MS + 60_000

test('a mirror beyond the number or the bytes goes, and comes again when it is asked for', async () => {
  const { dir, fetch, age, tidy } = await mirrorWorld()
  await age(longIdle)
  await tidy()
  const within = existsSync(dir)
  await age(longIdle)
  await tidy({ mirrorsMax: 0 })
  const overNumber = existsSync(dir)
  const again = await fetch()
  await age(longIdle)
  await tidy({ bytesMax: 1 })

  expect([within, overNumber, again.wasFetched, existsSync(dir)]).toEqual([
    true,
    false,
    true,
    false,
  ])
})

test('a mirror that was asked for lately stays, also when it was only looked at', async () => {
  const { dir, fetch, age, tidy } = await mirrorWorld()
  await age(longIdle)
  const found = await fetch()

  await tidy({ mirrorsMax: 0 })

  expect([found.wasFetched, existsSync(dir)]).toEqual([false, true])
})

test('a mirror that an attempt borrows from stays, however old', async () => {
  const { dir, open, age, tidy } = await mirrorWorld()
  const workspace = await open()
  await age(longIdle)

  await tidy({ mirrorsMax: 0 })
  const during = existsSync(dir)
  await workspace.close()
  await tidy({ mirrorsMax: 0 })

  expect([during, existsSync(dir)]).toEqual([true, false])
})

test('packing drops nothing that is remembered, and what is remembered is still found', async () => {
  const { dir, dataDir, origin, fetch, age, tidy } = await mirrorWorld()
  const first = await origin.head()
  const second = await origin.commit({ files: { 'b.txt': 'x' }, message: 'later' })
  await fetch(second)
  await age(PACK_IDLE_MS + 60_000)

  await tidy()

  const packs = (await readdir(join(dir, 'objects/pack'))).filter((name) => name.endsWith('.pack'))
  const known = await gitOrThrow(['cat-file', '-t', first], { gitDir: dir })
  expect(packs).toHaveLength(1)
  expect(known.stdout.trim()).toBe('commit')
  expect([(await fetch(first)).wasFetched, (await fetch(second)).wasFetched]).toEqual([
    false,
    false,
  ])
  expect(await readdir(join(dataDir, 'mirrors'))).toEqual(['acme__web.git', 'acme__web.git.lock'])
})
