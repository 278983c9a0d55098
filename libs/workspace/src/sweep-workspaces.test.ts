import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory, waitFor } from '@millwright/testing'
import { expect, test } from 'vitest'
import { sweepWorkspaces } from './sweep-workspaces.ts'
import { world } from './test-world.fixture.ts'

const tsx = fileURLToPath(new URL('../../../node_modules/tsx/dist/cli.mjs', import.meta.url))
const source = new URL('./open-workspace.ts', import.meta.url).href

/** Another process that opens a workspace and stays. */
async function workElsewhere(root: string, dataDir: string, headSha: string, epoch: number) {
  const options = { dataDir, repo: 'acme/web', gitUrl: `file://${root}/git`, headSha, epoch }
  const program = `(async () => {
    const { openWorkspace } = await import(${JSON.stringify(source)})
    const logger = { info() {} }
    const { signal } = new AbortController()
    await openWorkspace({ ...${JSON.stringify(options)}, taskId: 'task', logger, signal })
    process.stdout.write('open')
    setInterval(() => {}, 1000)
  })()`
  const args = [tsx, '--conditions=@millwright/source', '--eval', program]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

async function hasMounted(parent: number | undefined, source: string): Promise<boolean> {
  const children = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8')
  if (children === '') return false
  return (await readFile(`/proc/${children.trim()}/mountinfo`, 'utf8')).includes(source)
}

test('what a killed process left is swept, with the processes in it; a live one keeps its work', async () => {
  const { root, dataDir, origin, open } = await world()
  const ours = await open()
  const head = await origin.head()
  const killed = await workElsewhere(root, dataDir, head, 2)
  const alive = await workElsewhere(root, dataDir, head, 3)
  const stray = spawn(
    'bwrap',
    [
      ...['--ro-bind', '/', '/', '--dev', '/dev', '--unshare-pid'],
      ...['--bind', join(dataDir, 'work/task-2/tree'), '/mnt', 'sleep', '300'],
    ],
    { stdio: 'ignore' },
  )
  const strayEnd = once(stray, 'exit')
  const tree = join(dataDir, 'work/task-2/tree')
  const halfMade = spawn('sh', ['-c', 'sleep 300; exit', 'bwrap', '--die-with-parent', tree])
  const halfMadeEnd = once(halfMade, 'exit')
  const owner = await readFile(join(dataDir, 'work/task-2/owner.json'), 'utf8')
  const { pid } = JSON.parse(owner)
  await waitFor(() => hasMounted(stray.pid, '/task-2/tree'), { what: 'the stray process' })

  process.kill(pid, 'SIGKILL')
  await once(killed, 'exit')
  const removed = await sweepWorkspaces(dataDir)
  await Promise.all([strayEnd, halfMadeEnd])

  expect(removed).toEqual(['task-2'])
  expect((await readdir(join(dataDir, 'work'))).toSorted()).toEqual(['task-1', 'task-3'])
  expect(await ours.patch()).toBe('')
  alive.kill('SIGTERM')
  await once(alive, 'exit')
})

test('an attempt whose directory an earlier process left is opened all the same', async () => {
  const { dataDir, open } = await world()
  const left = join(dataDir, 'work/task-1')
  await mkdir(join(left, 'tree'), { recursive: true })
  await writeFile(join(left, 'tree/old'), 'x')
  const owner = { pid: 4_000_000, started: '1', namespace: 'none' }
  await writeFile(join(left, 'owner.json'), JSON.stringify(owner))

  const workspace = await open()

  expect(existsSync(join(workspace.dir, 'old'))).toBe(false)
})

test('a directory whose owner cannot be asked for stays for a day', async () => {
  const dataDir = await temporaryDirectory()
  const [young, old] = [join(dataDir, 'work/young'), join(dataDir, 'work/old')]
  for (const dir of [young, old]) await mkdir(dir, { recursive: true })
  const yesterday = new Date(Date.now() - 25 * 60 * 60_000)
  await utimes(old, yesterday, yesterday)

  const removed = await sweepWorkspaces(dataDir)

  expect(removed).toEqual(['old'])
  expect(existsSync(young)).toBe(true)
})

test('a data directory without work is swept without complaint', async () => {
  expect(await sweepWorkspaces(await temporaryDirectory())).toEqual([])
})
