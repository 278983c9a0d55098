import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { openCgroup } from './cgroup.ts'
import { findCgroup } from './find-cgroup.ts'
import { allLimits } from './jail-limits.ts'

/** A folder that looks like a mounted tree of control groups: path → content. */
async function mounted(files: Record<string, string>): Promise<string> {
  const mount = await temporaryDirectory()
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(mount, path)), { recursive: true })
    await writeFile(join(mount, path), content)
  }
  return mount
}

const root = { 'cgroup.controllers': 'cpu memory pids\n' }
const service = 'system.slice/millwright.service'

test('a service that runs below the group delegated to it limits its commands there', async () => {
  const mount = await mounted({
    ...root,
    [`${service}/cgroup.subtree_control`]: 'memory pids\n',
    // A folder refuses to be written, as the real file does while the group has processes.
    [`${service}/worker/cgroup.subtree_control/x`]: '',
  })

  const cgroup = findCgroup(mount, `0::/${service}/worker\n`)

  expect(cgroup).toMatchObject({ version: 2, holds: { memory: true, processes: true } })
  expect(cgroup?.memoryDir).toBe(join(mount, service))
})

test('a slice is never used, because systemd delegates none', async () => {
  const mount = await mounted({
    ...root,
    'system.slice/cgroup.subtree_control': 'memory pids\n',
    [`${service}/cgroup.subtree_control/x`]: '',
  })

  expect(findCgroup(mount, `0::/${service}\n`)).toBeNull()
})

test('version 1 is used where a controller’s own group can be written', async () => {
  const mount = await mounted({
    'memory/a/b/tasks': '',
    'pids/tasks': '',
  })

  const both = findCgroup(mount, '4:memory:/a/b\n3:cpu,pids:/\n0::/\n')
  const memory = findCgroup(mount, '4:memory:/a/b\n3:pids:/nowhere\n0::/\n')

  expect(both).toMatchObject({ version: 1, holds: { memory: true, processes: true } })
  expect(both?.memoryDir).toBe(join(mount, 'memory/a/b'))
  expect(memory).toMatchObject({ processesDir: null, holds: { memory: true, processes: false } })
})

test('without any control group there is none', async () => {
  expect(findCgroup(await temporaryDirectory(), '')).toBeNull()
})

test('the limits are written before anything can join, and the launcher joins by itself', async () => {
  const mount = await mounted({ ...root, 'a/cgroup.subtree_control': 'memory pids\n' })
  const cgroup = findCgroup(mount, '0::/a/worker\n')
  if (cgroup === null) throw new Error('no group')

  const open = openCgroup(cgroup, allLimits({ memoryMb: 7, processes: 9 }))

  const [name = ''] = (await readdir(join(mount, 'a'))).filter((n) => n.startsWith('millwright-'))
  const group = join(mount, 'a', name)
  expect(await readFile(join(group, 'memory.max'), 'utf8')).toBe(String(7 * 2 ** 20))
  expect(await readFile(join(group, 'memory.swap.max'), 'utf8')).toBe('0')
  expect(await readFile(join(group, 'pids.max'), 'utf8')).toBe('9')
  expect(open.launcher.slice(-2)).toEqual([
    join(group, 'cgroup.procs'),
    join(group, 'cgroup.procs'),
  ])
})

test('groups of makers that are gone are removed, those of live ones stay', async () => {
  const mount = await mounted({ ...root, 'a/cgroup.subtree_control': 'memory pids\n' })
  const [gone, alive] = ['millwright-4000000-1', `millwright-${process.pid}-1`]
  await mkdir(join(mount, 'a', gone))
  await mkdir(join(mount, 'a', alive))

  findCgroup(mount, '0::/a/worker\n')

  expect(existsSync(join(mount, 'a', gone))).toBe(false)
  expect(existsSync(join(mount, 'a', alive))).toBe(true)
})

test('a group that cannot be made stops the command, it does not run without limits', async () => {
  const cgroup = { version: 2, memoryDir: '/no/such', processesDir: '/no/such' } as const

  const open = () =>
    openCgroup({ ...cgroup, holds: { memory: true, processes: true } }, allLimits())

  expect(open).toThrow('cannot make the control group')
})
