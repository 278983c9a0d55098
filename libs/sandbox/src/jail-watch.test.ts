import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '@millwright/exec'
import { expect, test } from 'vitest'
import { createJail } from './create-jail.ts'
import { allLimits } from './jail-limits.ts'
import { freeBytes, watchJail } from './jail-watch.ts'
import { testJail } from './test-jail.ts'

test('a command that fills the disk is killed, and is told why', async () => {
  const { dir, sh } = await testJail({ limits: { diskMb: 20 } })
  const fill =
    'i=0; while :; do head -c 1000000 /dev/zero > f$i || exit 9; i=$((i + 1)); sleep 0.01; done'

  const ended = await sh(fill)

  expect(ended).toMatchObject({ exitCode: null, timedOut: false, cancelled: false })
  expect(ended.output).toContain('[killed: the disk lost more than 20 MB since work began here]')
  expect((await readdir(dir)).length).toBeGreaterThan(10)
})

test('commands together may not take what one of them may not', async () => {
  const { sh } = await testJail({ limits: { diskMb: 200 } })

  const first = await sh('head -c 150000000 /dev/zero > first')
  await sh('head -c 150000000 /dev/zero > second')
  const third = await sh('echo ran; sleep 300')

  expect(first.exitCode).toBe(0)
  expect(third).toMatchObject({ exitCode: null, timedOut: false, stdout: '' })
  expect(third.output).toContain('the disk lost more than 200 MB')
})

test('the jails of one tree share its disk', async () => {
  const { dir, sandbox, sh } = await testJail()
  const workspace = { dir, diskFreeBytes: freeBytes(dir) }
  const limits = { diskMb: 200 }
  await sh('head -c 300000000 /dev/zero > first')
  const jail = createJail({ ...sandbox, workspace, readOnlyPaths: [], limits })
  const run = (command: string) => jail.run({ command, timeoutMs: 20_000 })

  const full = await run('echo ran; sleep 300')
  await rm(join(dir, 'first'))
  const cleared = await run('echo ran')

  expect(full).toMatchObject({ exitCode: null, timedOut: false, stdout: '' })
  expect(cleared).toMatchObject({ exitCode: 0, stdout: 'ran\n' })
})

test('nothing runs where the disk is full already', async () => {
  const { sh } = await testJail({ limits: { diskFreeMb: 1_000_000_000 } })

  const ended = await sh('echo ran; sleep 300')

  expect(ended).toMatchObject({ exitCode: null, stdout: '' })
  expect(ended.output).toContain('MB free]')
})

test('a cancelled command is a cancelled one', async () => {
  const { sh } = await testJail()
  const controller = new AbortController()

  const ended = await sh('echo up; sleep 300', {
    signal: controller.signal,
    onOutput: () => controller.abort(),
  })

  expect(ended).toMatchObject({ cancelled: true, output: 'up\n' })
})

test('processes are counted where nothing else counts them', async () => {
  const { dir, sandbox } = await testJail()
  const held = { memory: 'each', processes: 'watch', files: 'each' } as const
  const watch = watchJail(dir, allLimits({ processes: 5 }), held, null)
  const bwrap = [sandbox.bwrap ?? '', '--unshare-pid', '--dev-bind', '/', '/', '--proc', '/proc']
  const started = ['sh', '-c', 'for i in 1 2 3 4 5 6; do sleep 300 & done; echo up; wait']
  let report = ''

  const ended = await run([...bwrap, '--json-status-fd', '3', ...started], {
    env: { PATH: '/usr/bin:/bin' },
    timeoutMs: 20_000,
    outputBytesMax: 1000,
    signal: watch.signal,
    onExtraOutput: (chunk) => {
      report += chunk
      watch.follow(() => Number(/"child-pid": (\d+)/.exec(report)?.[1]))
    },
  })
  await watch.close()

  expect(watch.problem()).toBe('it had more than 5 processes and threads')
  expect(ended).toMatchObject({ cancelled: true, timedOut: false })
})

test('threads count as processes do', async () => {
  const { sh } = await testJail({ limits: { processes: 40 } }, false)
  const start = (count: number, seconds: number) =>
    sh([
      'perl',
      '-Mthreads',
      '-e',
      `threads->create(sub { sleep ${seconds} })->detach for 1..${count}; sleep ${seconds}`,
    ])

  const few = await start(20, 1)
  const many = await start(60, 60)

  expect(few).toMatchObject({ exitCode: 0, signal: null })
  expect(many.output).toContain('[killed: it had more than 40 processes and threads]')
})

test('a folder that is gone ends no process of ours', async () => {
  const held = { memory: 'each', processes: 'watch', files: 'each' } as const

  const watch = watchJail('/no/such/folder', allLimits(), held, 1e18)
  await watch.close()

  expect(watch.problem()).toBeNull()
})
