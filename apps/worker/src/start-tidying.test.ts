import { existsSync } from 'node:fs'
import { mkdir, readlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadConfig } from '@millwright/config'
import { createGitRepository, logSink, temporaryDirectory, waitFor } from '@millwright/testing'
import { openWorkspace } from '@millwright/workspace'
import { expect, test } from 'vitest'
import { startTidying } from './start-tidying.ts'

const LONG_AGO = new Date(Date.now() - 25 * 60 * 60_000)

/** A data directory, and attempts in it at repositories of their own. */
async function dataDirectory() {
  const root = await temporaryDirectory()
  const dataDir = join(root, 'data')
  const { logger } = logSink()
  const open = async (name: string) => {
    const origin = await createGitRepository(join(root, `git/acme/${name}.git`), { a: 'a\n' })
    const { signal } = new AbortController()
    const place = { dataDir, repo: `acme/${name}`, gitUrl: `file://${root}/git` }
    const headSha = await origin.head()
    return openWorkspace({ ...place, headSha, taskId: name, epoch: 1, signal, logger })
  }
  /** What another worker left that was killed. */
  const leave = async (name: string) => {
    const dir = join(dataDir, 'work', name)
    await mkdir(join(dir, 'tree'), { recursive: true })
    const namespace = await readlink('/proc/self/ns/pid')
    const owner = { pid: 4_000_000, started: '1', namespace }
    await writeFile(join(dir, 'owner.json'), JSON.stringify(owner))
    return dir
  }
  const tidyUntilGone = async (dir: string, env: Record<string, string> = {}) => {
    const all = { MILLWRIGHT_DATA_DIR: dataDir, ...env }
    const tidying = startTidying(loadConfig({ role: 'worker', env: all, cwd: root }), logger)
    await waitFor(() => !existsSync(dir), { what: `the end of ${dir}` })
    await tidying.close()
  }
  return { dataDir, open, leave, tidyUntilGone }
}

test('what a worker left that was killed goes, the tree of a live attempt stays', async () => {
  const { open, leave, tidyUntilGone } = await dataDirectory()
  const live = await open('live')
  const left = await leave('gone-1')

  await tidyUntilGone(left)

  expect(existsSync(join(live.dir, 'a'))).toBe(true)
})

test('mirrors keep to the operator’s limit, the ones in use stay', async () => {
  const { dataDir, open, tidyUntilGone } = await dataDirectory()
  const mirror = (name: string) => join(dataDir, `mirrors/acme__${name}.git`)
  await (await open('idle')).close()
  await open('live')
  for (const name of ['idle', 'live']) await utimes(mirror(name), LONG_AGO, LONG_AGO)

  await tidyUntilGone(mirror('idle'), { MILLWRIGHT_SANDBOX_MIRROR_MB: '0' })

  expect(existsSync(mirror('live'))).toBe(true)
})
