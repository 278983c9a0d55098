import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { arch } from 'node:os'
import { processesNaming, temporaryDirectory, waitFor } from '@millwright/testing'
import { expect, test } from 'vitest'
import { testJail } from './test-jail.fixture.ts'

const mark = () => `mark${Math.random().toString(36).slice(2)}`

test('a command gets its input, and gives its output and its own exit code', async () => {
  const { sh } = await testJail()

  const told = await sh('cat; echo to-stderr >&2; exit 42', { stdin: 'to-stdout\n' })

  expect(told).toMatchObject({ exitCode: 42, signal: null, stdout: 'to-stdout\n' })
  expect(told.stderr).toBe('to-stderr\n')
})

test('an array is a program with its arguments, and no shell reads them', async () => {
  const { sh } = await testJail()

  const echoed = await sh(['printf', '%s|', '$HOME', '"; id', '--'])

  expect(echoed.stdout).toBe('$HOME|"; id|--|')
})

test('a program that is not there is the shell’s 127, one that crashed 128 and its signal', async () => {
  const { sh } = await testJail()

  expect((await sh(['no-such-program'])).exitCode).toBe(127)
  expect((await sh('kill -SEGV $$')).exitCode).toBe(139)
})

test('a jail that cannot be made is an error, not a command that failed', async () => {
  const { sh } = await testJail({ readOnlyPaths: ['/no/such/path'] })

  await expect(sh('true')).rejects.toMatchObject({ code: 'MW_SANDBOX' })
  await expect(sh('true')).rejects.toThrow('/no/such/path')
})

test('a variable is passed on, and one with an impossible name is refused', async () => {
  const { sh } = await testJail()

  const told = await sh('echo "$GREETING"', { env: { GREETING: 'a b' } })

  expect(told.stdout).toBe('a b\n')
  await expect(sh('true', { env: { '--bind': 'x' } })).rejects.toMatchObject({ code: 'MW_SANDBOX' })
})

test('at the deadline everything ends: what ignores signals, left its session, or forked twice', async () => {
  const { sh } = await testJail()
  const word = mark()
  const stubborn = `trap '' TERM HUP INT; while :; do sleep 300; done; : ${word}`
  const daemon = `setsid sh -c "${stubborn}" < /dev/null > /dev/null 2>&1 &`

  const ended = await sh(`(${daemon}) & ${daemon} ${stubborn}`, { timeoutMs: 700 })

  expect(ended).toMatchObject({ timedOut: true, exitCode: null, signal: 'SIGKILL' })
  expect(processesNaming(word)).toEqual([])
})

test('a daemon ends with the command that started it', async () => {
  const { sh } = await testJail()
  const word = mark()
  const quiet = '< /dev/null > /dev/null 2>&1'

  const ended = await sh(`(setsid sh -c 'sleep 300; : ${word}' ${quiet} &) ; echo done`)

  expect(ended).toMatchObject({ exitCode: 0, stdout: 'done\n' })
  expect(processesNaming(word)).toEqual([])
})

test('a command that stops the first process of its jail ends at the deadline', async () => {
  const { sh } = await testJail()
  const [ptrace, attach] = [arch() === 'arm64' ? 117 : 101, 16]

  const ended = await sh(
    ['perl', '-e', `print syscall(${ptrace}, ${attach}, 1, 0, 0); sleep 300`],
    {
      timeoutMs: 700,
    },
  )

  expect(ended).toMatchObject({ stdout: '', timedOut: true, exitCode: null })
})

test('an abort ends everything at once', async () => {
  const { sh } = await testJail()
  const word = mark()
  const controller = new AbortController()

  const ended = await sh(`trap '' TERM; echo up; sleep 300; : ${word}`, {
    signal: controller.signal,
    onOutput: () => controller.abort(),
  })

  expect(ended).toMatchObject({ cancelled: true, timedOut: false, exitCode: null })
  expect(processesNaming(word)).toEqual([])
})

test('a jail ends with the process that made it', async () => {
  const { sandbox } = await testJail()
  const cwd = await temporaryDirectory()
  const word = mark()
  const source = JSON.stringify(new URL('./create-jail.ts', import.meta.url).href)
  const options = { ...sandbox, workspace: { dir: cwd }, readOnlyPaths: [] }
  const command = `trap '' TERM HUP; setsid sleep 300 & sleep 300; : ${word}`
  const program = `import(${source}).then(({ createJail }) => createJail(${JSON.stringify(options)})
    .run({ command: ${JSON.stringify(command)}, timeoutMs: 300000 }))`
  const args = ['--import', 'tsx', '--conditions=@millwright/source', '--eval', program]
  const maker = spawn(process.execPath, args, { stdio: 'ignore' })
  const inJail = () => processesNaming(word).filter((pid) => pid !== String(maker.pid))
  await waitFor(() => inJail().length > 2, { what: 'the jail of another process' })

  maker.kill('SIGKILL')
  await once(maker, 'exit')

  await waitFor(() => inJail().length === 0, { what: 'the end of its jail' })
})

test('a command that prints without end is killed, and little of it is kept', async () => {
  const { sh } = await testJail()

  const ended = await sh('yes', { outputBytesMax: 1000 })

  expect(ended).toMatchObject({ exitCode: null, timedOut: false, truncated: true })
  expect(ended.output.length).toBeLessThan(1100)
})

test('a command cannot start more processes than its limit where that is held', async () => {
  const { jail, sh } = await testJail({ limits: { processes: 40 } })
  const started = 'for i in $(seq 100); do sleep 5 & done 2> /dev/null; ls -d /proc/[0-9]* | wc -l'

  const counted = await sh(`(${started}) || ls -d /proc/[0-9]* | wc -l`, { timeoutMs: 10_000 })

  const count = Number(counted.stdout.trim().split('\n').at(-1))
  if (jail.limits.processes === 'none') expect(count).toBeGreaterThan(90)
  else expect(count).toBeLessThan(45)
})

test('a fork bomb within its limit ends at the deadline', async () => {
  const { jail, sh } = await testJail({ limits: { processes: 60, cpuSeconds: 5 } })
  const word = mark()
  // Where nothing holds the limit the bomb is a small one: the test must not take the machine.
  const depth = jail.limits.processes === 'none' ? 4 : 1000
  const bomb = `b() { [ "$1" -gt 0 ] && { b $(($1 - 1)) & b $(($1 - 1)) & }; sleep 300; }`

  // A shell that may not fork gives up, so the first process does not fork once the bomb is off.
  const ended = await sh(`${bomb}; b ${depth} & exec sleep 300; : ${word}`, { timeoutMs: 1500 })

  expect(ended.exitCode).toBeNull()
  expect(processesNaming(word)).toEqual([])
})

test('memory beyond the limit is not given', async () => {
  const { jail, sh } = await testJail({ limits: { memoryMb: 100 } })

  const greedy = await sh('head -c 400000000 /dev/zero | tail -c 300000000 | wc -c')
  const modest = await sh('head -c 40000000 /dev/zero | tail -c 30000000 | wc -c')

  expect(jail.limits.memory).not.toBe('none')
  expect(greedy.stdout.trim()).not.toBe('300000000')
  expect(modest.stdout.trim()).toBe('30000000')
})

test('Node.js runs within a few hundred megabytes, held together or each', async () => {
  const { sh } = await testJail({ limits: { memoryMb: 400 } })

  const ran = await sh([process.execPath, '-p', '[1, 2, 3].map((n) => n * 2).join()'])

  expect(ran).toMatchObject({ exitCode: 0, stdout: '2,4,6\n' })
})

test('one file, all of /tmp and the home directory have their limits', async () => {
  const { sh } = await testJail({ limits: { fileMb: 2, tmpMb: 1, homeMb: 1 } })
  const fill = (path: string) => `head -c 3000000 /dev/zero > ${path}; wc -c < ${path}`

  const file = await sh(`trap '' XFSZ; ${fill('big')}`)
  const tmp = await sh(`trap '' XFSZ; ${fill('/tmp/big')}; ${fill('/dev/shm/big')}`)
  const home = await sh(`trap '' XFSZ; ${fill('~/big')}`)

  expect(file.stdout).toBe('2097152\n')
  expect(tmp.stdout).toBe('1048576\n1048576\n')
  expect(home.stdout).toBe('1048576\n')
})

test('processor time, open files and core dumps are limited, and cannot be raised', async () => {
  const { sh } = await testJail({ limits: { cpuSeconds: 1, openFiles: 64 } })

  const spun = await sh('while :; do :; done', { timeoutMs: 50_000 })
  const limits = await sh('ulimit -n; ulimit -c; ulimit -n 65 || echo refused')

  expect(spun).toMatchObject({ timedOut: false, exitCode: 137 })
  expect(limits.stdout).toBe('64\n0\nrefused\n')
})
