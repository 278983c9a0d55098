import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '@millwright/exec'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createJail } from './create-jail.ts'
import { allLimits } from './jail-limits.ts'
import { freeBytes, watchJail } from './jail-watch.ts'
import { testJail } from './test-jail.fixture.ts'

test('a command that fills the disk is killed, and is told why', async () => {
  const { sh } = await testJail({ limits: { diskMb: 20 } })
  const fill =
    'i=0; while :; do head -c 1000000 /dev/zero > f$i || exit 9; i=$((i + 1)); sleep 0.01; done'

  const ended = await sh(fill)

  expect(ended).toMatchObject({ exitCode: null, timedOut: false, cancelled: false })
  expect(ended.output).toContain('[killed: the disk lost more than 20 MB since work began here]')
})

test('commands together may not take what one of them may not', async () => {
  // What others write to the same disk meanwhile counts as well: the first must stay far below.
  const { sh } = await testJail({ limits: { diskMb: 1000 } })

  const first = await sh('fallocate --length 600MB first')
  await sh('fallocate --length 600MB second')
  const third = await sh('echo ran; sleep 300')

  expect(first.exitCode).toBe(0)
  expect(third).toMatchObject({ exitCode: null, timedOut: false, stdout: '' })
  expect(third.output).toContain('the disk lost more than 1000 MB')
})

test('the jails of one tree share its disk', async () => {
  const { dir, sandbox, sh } = await testJail()
  const workspace = { dir, diskFreeBytes: freeBytes(dir) }
  const limits = { diskMb: 500 }
  await sh('fallocate --length 900MB first')
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

/** Sixty processes in a jail, watched for more than five; `then` comes once they are up and known. */
async function startSixty(then: () => void) {
  const { dir, sandbox } = await testJail()
  const held = { memory: 'each', processes: 'watch', files: 'each' } as const
  const watch = watchJail(dir, allLimits({ processes: 5 }), held, null)
  const bwrap = [sandbox.bwrap ?? '', '--unshare-pid', '--dev-bind', '/', '/', '--proc', '/proc']
  const started = ['sh', '-c', 'for i in $(seq 60); do sleep 300 & done; echo up; wait']
  let [output, report] = ['', '']
  // The two are read from pipes of their own, in whichever order.
  const look = () => {
    if (output.includes('up\n') && report.includes('child-pid')) then()
  }
  const ended = await run([...bwrap, '--json-status-fd', '3', ...started], {
    env: { PATH: '/usr/bin:/bin' },
    timeoutMs: 20_000,
    outputBytesMax: 1000,
    signal: watch.signal,
    onOutput: (chunk) => {
      output += chunk
      look()
    },
    onExtraOutput: (chunk) => {
      report += chunk
      watch.follow(() => Number(/"child-pid": (\d+)/.exec(report)?.[1]))
      look()
    },
  })
  await watch.close()
  return { ended, problem: watch.problem() }
}

test('processes are counted where nothing else counts them', async () => {
  const { ended, problem } = await startSixty(() => {})

  expect(problem).toBe('it had more than 5 processes and threads')
  expect(ended).toMatchObject({ cancelled: true, timedOut: false })
})

test('they are counted before the next look when the machine has many more of a sudden', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())

  const { ended, problem } = await startSixty(() => vi.advanceTimersByTime(20))

  expect(problem).toBe('it had more than 5 processes and threads')
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
