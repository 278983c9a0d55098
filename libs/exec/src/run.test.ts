import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryDirectory, waitFor } from '@millwright/testing'
import { expect, test } from 'vitest'
import { ExecError } from './exec-error.ts'
import { run } from './run.ts'
import type { RunOptions } from './run-options.ts'

const usual: RunOptions = {
  env: { PATH: '/usr/bin:/bin' },
  timeoutMs: 20_000,
  outputBytesMax: 100_000,
}

function sh(script: string, options: Partial<RunOptions> = {}) {
  return run(['sh', '-c', script], { ...usual, ...options })
}

/** Alive and not merely waiting to be reaped. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    return !/^\d+ \(.*\) Z/.test(await readFile(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function expectAllEnded(pids: readonly number[]): Promise<void> {
  expect(pids.length).toBeGreaterThan(0)
  for (const pid of pids) {
    await waitFor(async () => !(await isAlive(pid)), { what: `the end of process ${pid}` })
  }
}

test('a program that fails is a value with both streams and their order', async () => {
  const result = await sh('echo out; sleep 0.05; echo err >&2; sleep 0.05; echo out; exit 3')

  expect(result).toMatchObject({ exitCode: 3, signal: null, truncated: false, timedOut: false })
  expect(result.stdout).toBe('out\nout\n')
  expect(result.stderr).toBe('err\n')
  expect(result.output).toBe('out\nerr\nout\n')
})

test('a program ended by a signal has no exit code', async () => {
  const result = await sh('kill -KILL $$')

  expect(result).toMatchObject({ exitCode: null, signal: 'SIGKILL', cancelled: false })
})

test('a program that cannot be started is an error that names it', async () => {
  await expect(run(['no-such-program-here'], usual)).rejects.toThrow(ExecError)
  await expect(run(['no-such-program-here'], usual)).rejects.toThrow(/no-such-program-here/)
  await expect(run([], usual)).rejects.toThrow(/empty command/)
  await expect(run(['sh', 'a\0b'], usual)).rejects.toThrow(ExecError)
  await expect(run(['true'], { ...usual, cwd: '/no/such/place' })).rejects.toThrow(
    /no\/such\/place/,
  )
})

test('the child sees exactly the environment given and nothing of ours', async () => {
  const result = await run(['/usr/bin/env'], { ...usual, env: { ONLY: 'this' } })

  expect(result.stdout).toBe('ONLY=this\n')
})

test('standard input is given and closed, and without one it is empty', async () => {
  const echoed = await run(['cat'], { ...usual, stdin: 'hello' })
  const nothing = await run(['cat'], usual)

  expect(echoed.stdout).toBe('hello')
  expect(nothing).toMatchObject({ exitCode: 0, stdout: '' })
})

test('a program that ends without reading a large input is no error', async () => {
  const result = await run(['true'], { ...usual, stdin: Buffer.alloc(5_000_000) })

  expect(result.exitCode).toBe(0)
})

test('further inputs are readable as descriptors 3 and 4', async () => {
  const extraInput = [Buffer.from('three'), Buffer.from('four')]

  const result = await sh('cat <&3; cat <&4', { extraInput })

  expect(result.stdout).toBe('threefour')
})

test('what the child writes to the descriptor after its inputs is handed on', async () => {
  const seen: Buffer[] = []

  await sh('cat <&3 >&4; (sleep 0.1; echo late >&4) &', {
    extraInput: [Buffer.from('three')],
    onExtraOutput: (chunk) => seen.push(chunk),
  })

  expect(Buffer.concat(seen).toString()).toBe('threelate\n')
})

test('a child that opens its output by name can, when it was asked for', async () => {
  const reopenable = true
  const script = 'echo a > /dev/stdout; echo b > /dev/stderr; echo c; exit 3'

  const result = await sh(script, { reopenable })
  const held = await sh('sleep 300 & echo $!', { reopenable })
  const killed = await sh('echo up; sleep 300', { reopenable, timeoutMs: 200 })

  expect(result).toMatchObject({ stdout: 'a\nc\n', stderr: 'b\n', exitCode: 3 })
  expect(held.timedOut).toBe(false)
  await expectAllEnded([Number(held.stdout)])
  expect(killed).toMatchObject({ stdout: 'up\n', timedOut: true, signal: 'SIGTERM' })
})

test('what a process that was left behind still prints is in no later output', async () => {
  const reopenable = true
  const stray = 'setsid sh -c "sleep 0.7; echo stray" & echo one'

  const first = await sh(stray, { reopenable })
  const later = await Promise.all(
    ['a', 'b', 'c'].map((s) => sh(`sleep 0.5; echo ${s}`, { reopenable })),
  )

  expect(first.stdout).toBe('one\n')
  expect(later.map(({ output }) => output)).toEqual(['a\n', 'b\n', 'c\n'])
})

test('a program that cannot be started leaves no pipe behind', async () => {
  const count = () => readdirSync('/proc/self/fd').length
  await run(['true'], { ...usual, reopenable: true })
  const before = count()

  for (let n = 0; n < 20; n += 1) {
    const starting = run(['no-such-program-here'], { ...usual, reopenable: true })
    await expect(starting).rejects.toThrow(ExecError)
    await run(['true'], { ...usual, reopenable: true })
  }

  await waitFor(() => count() <= before + 2, { what: 'the end of all pipes' })
})

test('whatever is printed, no more than the limit is kept, the beginning and the end', async () => {
  const result = await sh('echo BEGIN; head -c 3000000 /dev/zero | tr "\\0" x; echo END', {
    outputBytesMax: 1000,
  })

  expect(result.truncated).toBe(true)
  expect(result.output).toMatch(/^BEGIN\nx+\n\[\d+ bytes of output left out\]\nx+END\n$/)
  for (const text of [result.stdout, result.output]) expect(text.length).toBeLessThan(1100)
})

test('a program that prints without end is killed at the print limit', async () => {
  const before = process.memoryUsage().rss

  const result = await run(['yes'], { ...usual, printedBytesMax: 200_000_000 })

  expect(result).toMatchObject({ exitCode: null, signal: 'SIGTERM', truncated: true })
  expect(result.timedOut).toBe(false)
  expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
})

test('output is handed on while the program runs', async () => {
  const seen: string[] = []

  await sh('echo one; echo two >&2', {
    onOutput: (chunk, stream) => seen.push(`${stream}:${chunk.toString().trim()}`),
  })

  expect(seen.sort()).toEqual(['stderr:two', 'stdout:one'])
})

test('at the deadline the whole group ends, also what ignores SIGTERM', async () => {
  const script = 'trap "" TERM; (trap "" TERM; sleep 300) & echo $! $$; wait; sleep 300'

  const result = await sh(script, { timeoutMs: 300, killGraceMs: 200 })

  expect(result).toMatchObject({ timedOut: true, cancelled: false, signal: 'SIGKILL' })
  await expectAllEnded(result.stdout.trim().split(' ').map(Number))
})

test('a program that ends at SIGTERM is not killed', async () => {
  const result = await sh(
    'trap "echo tidied; exit 7" TERM; echo up; while :; do sleep 0.01; done',
    {
      timeoutMs: 300,
    },
  )

  expect(result).toMatchObject({ timedOut: true, exitCode: 7 })
  expect(result.stdout).toBe('up\ntidied\n')
})

test('an abort stops the program, and one that came before starts nothing', async () => {
  const controller = new AbortController()
  const dir = await temporaryDirectory()
  const marker = join(dir, 'started')

  const running = sh('echo $$; sleep 300', {
    signal: controller.signal,
    onOutput: () => controller.abort(),
  })
  const stopped = await running
  const late = await sh(`echo > ${marker}`, { signal: controller.signal })

  expect(stopped).toMatchObject({ cancelled: true, timedOut: false, exitCode: null })
  await expectAllEnded([Number(stopped.stdout)])
  expect(late).toMatchObject({ cancelled: true, exitCode: null, pid: null, output: '' })
  await expect(readFile(marker)).rejects.toThrow('ENOENT')
})

test('processes left behind that hold the output open do not keep us waiting', async () => {
  const result = await sh('sleep 300 & echo $!; exit 4')

  expect(result).toMatchObject({ exitCode: 4, timedOut: false })
  await expectAllEnded([Number(result.stdout)])
})

test('a process that left the group and holds the output open does not keep us waiting', async () => {
  const result = await sh('setsid sleep 300 & echo $!')

  // It is there still; this throws otherwise.
  process.kill(Number(result.stdout), 'SIGKILL')
  expect(result).toMatchObject({ exitCode: 0, timedOut: false })
})

test('processes left behind that closed their output end with the group', async () => {
  const result = await sh('sleep 300 > /dev/null 2>&1 & echo $!')

  expect(result.timedOut).toBe(false)
  await expectAllEnded([Number(result.stdout)])
})

test('a way of stopping of its own is used first, and the kill still follows', async () => {
  const dir = await temporaryDirectory()
  const asked: number[] = []
  const stop = (pid: number) => {
    asked.push(pid)
  }

  const result = await sh('sleep 300', { cwd: dir, timeoutMs: 100, killGraceMs: 100, stop })

  expect(asked).toEqual([result.pid])
  expect(result).toMatchObject({ timedOut: true, signal: 'SIGKILL' })
})
