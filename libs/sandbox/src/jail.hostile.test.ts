import { readdirSync, readFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { arch } from 'node:os'
import { afterEach, expect, test, vi } from 'vitest'
import { openProxy } from './network/open-proxy.ts'
import { testJail } from './test-jail.fixture.ts'

vi.setConfig({ testTimeout: 120_000 })

const { mmap, read } = arch() === 'arm64' ? { mmap: 222, read: 63 } : { mmap: 9, read: 0 }
const mark = `hostile${process.pid}`
afterEach(() => {
  // Whatever a test was about, nothing of it may be alive after it.
  expect(processesNaming(mark)).toEqual([])
})

function processesNaming(word: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word)
    } catch {
      return false
    }
  })
}

const memoryMb = () => process.memoryUsage().rss / 2 ** 20

test('a fork bomb without a bound ends at the deadline, and the machine goes on', async () => {
  const { sh } = await testJail({ limits: { processes: 512 } })

  const ended = await sh(`bomb() { bomb | bomb & }; bomb; sleep 300; : ${mark}`, {
    timeoutMs: 8000,
  })

  expect(ended).toMatchObject({ timedOut: true, exitCode: null })
  const { stdout } = await sh('echo alive')
  expect(stdout).toBe('alive\n')
})

/** What looks hold where control groups do not; the machine must stand what comes between two. */
const both = [
  ['as this machine holds it', true],
  ['without control groups', false],
] as const

test.each(both)('a command that starts processes without end has few: %s', async (_, hasCgroup) => {
  const { jail, sh } = await testJail({ limits: { processes: 200 } }, hasCgroup)

  const ended = await sh(`while :; do sleep 300 & done; : ${mark}`, { timeoutMs: 8000 })

  if (jail.limits.processes === 'watch') {
    expect(ended.output).toContain('[killed: it had more than 200 processes and threads]')
    expect(ended.exitCode).toBeNull()
  } else expect(ended.stderr).toMatch(/fork/i)
})

test('ten gigabytes of output are cut off early and kept in little memory', async () => {
  const { sh } = await testJail()
  const before = memoryMb()

  const ended = await sh(`head -c 10000000000 /dev/zero; : ${mark}`, { timeoutMs: 100_000 })

  expect(ended).toMatchObject({ exitCode: null, timedOut: false, truncated: true })
  expect(memoryMb() - before).toBeLessThan(300)
})

test('one line without end is cut off, too', async () => {
  const { sh } = await testJail()

  const ended = await sh(`yes | tr -d '\\n' >&2; : ${mark}`, { timeoutMs: 100_000 })

  expect(ended).toMatchObject({ exitCode: null, timedOut: false, truncated: true })
})

test('a disk filler is stopped long before the disk is full', async () => {
  const { dir, sh } = await testJail({ limits: { diskMb: 300, fileMb: 100 } })

  const ended = await sh(
    `i=0; while :; do i=$((i + 1)); head -c 200000000 /dev/zero > f$i; sleep 0.05; done; : ${mark}`,
    { timeoutMs: 100_000 },
  )
  const files = await readdir(dir)
  await rm(dir, { recursive: true, force: true })

  expect(ended.output).toContain('[killed: the disk lost more than 300 MB')
  expect(files.length).toBeLessThan(60)
})

test('a file of a terabyte that is mostly a hole is refused', async () => {
  const { sh } = await testJail()

  const ended = await sh(`trap '' XFSZ; truncate -s 1T big || echo refused; : ${mark}`)

  expect(ended.stdout).toBe('refused\n')
})

test('two hundred daemons that ignore every signal are gone with their command', async () => {
  const { sh } = await testJail()
  const daemon = `setsid sh -c "trap '' TERM HUP INT QUIT USR1; while :; do sleep 300; done; : ${mark}"`
  const quiet = '< /dev/null > /dev/null 2>&1 &'

  const ended = await sh(`for i in $(seq 200); do (${daemon} ${quiet}) ; done; echo started`)

  expect(ended).toMatchObject({ exitCode: 0, stdout: 'started\n' })
})

test('processes that stop themselves and each other end at the deadline', async () => {
  const { sh } = await testJail()

  const ended = await sh(
    `for i in $(seq 20); do sh -c 'kill -STOP $$; : ${mark}' & done; kill -STOP $$`,
    { timeoutMs: 3000 },
  )

  expect(ended).toMatchObject({ timedOut: true, exitCode: null })
})

test.each(both)(
  'memory over the limit is not given to many processes either: %s',
  async (_, hasCgroup) => {
    const { sh } = await testJail({ limits: { memoryMb: 400 } }, hasCgroup)
    // Kept for many looks of the watch: what is let go between two of them it may miss.
    const eat = `perl -e '$x = "a" x 200e6; sleep 5; print "fed\\n"'`

    const ended = await sh(`for i in 1 2 3 4 5; do ${eat} & done; wait; : ${mark}`)

    const fed = ended.stdout.split('\n').filter((line) => line === 'fed').length
    expect(fed).toBeLessThan(3)
  },
)

test.each(both)('neither is memory that they share: %s', async (_, hasCgroup) => {
  const { sh } = await testJail({ limits: { memoryMb: 400 } }, hasCgroup)
  const fork = `open(my $z, '<', '/dev/zero');
    my $at = syscall(${mmap}, 0, 900e6, 3, 0x21, -1, 0);
    for (1 .. 2) { fork() }
    for my $step (0 .. 89) { syscall(${read}, fileno($z), $at + $step * 10e6, 10e6) }
    print "fed\\n"; sleep 60; '${mark}'`

  const ended = await sh(['perl', '-e', fork], { timeoutMs: 100_000 })

  expect(ended.exitCode).not.toBe(0)
  expect(ended.timedOut).toBe(false)
})

test('hundreds of spinning processes end at the deadline', async () => {
  const { sh } = await testJail()

  const ended = await sh(`for i in $(seq 300); do (while :; do :; done) & done; wait; : ${mark}`, {
    timeoutMs: 4000,
  })

  expect(ended).toMatchObject({ timedOut: true, exitCode: null })
})

test('a command that floods the proxy takes few of our descriptors and leaves it working', async () => {
  const proxy = await openProxy({ hosts: ['allowed.test'] })
  const { sh } = await testJail({ proxySocket: proxy.socket })
  const descriptors = () => readdirSync('/proc/self/fd').length
  const before = descriptors()
  let most = 0
  const flood = `const { connect } = require('net')
    let open = 0
    const next = () => { if (++open > 3000) return process.exit(0)
      connect('/run/millwright/proxy').on('error', () => {}).on('connect', () => {}); setImmediate(next) }
    next(); setInterval(() => console.log('.'), 20)`

  await sh([process.execPath, '-e', flood], {
    timeoutMs: 20_000,
    onOutput: () => {
      most = Math.max(most, descriptors())
    },
  })
  const after = await sh('curl -s http://other.test/')
  await proxy.close()

  expect(most - before).toBeLessThan(400)
  expect(after.stdout).toContain('not on the list')
})
