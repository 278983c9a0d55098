import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryDirectory, waitFor } from '@millwright/testing'
import { expect, test } from 'vitest'
import { outputBytesMax } from './limits.mjs'
import { runStep } from './run-step.mjs'

const signal = new AbortController().signal

test('a step that ends well is ok and keeps what it printed', async () => {
  const step = await runStep(['sh', '-c', 'echo out; echo err >&2'], { timeoutMs: 10_000, signal })

  expect(step).toMatchObject({ ok: true, why: '' })
  expect(step.output).toContain('out\n')
  expect(step.output).toContain('err\n')
})

test('a command that does not exist is a result, not an exception', async () => {
  const step = await runStep(['/nowhere/at-all'], { timeoutMs: 10_000, signal })

  expect(step).toMatchObject({ ok: false, why: expect.stringContaining('cannot be started') })
})

test('only the last of a long output is kept', async () => {
  const script = `i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done; exit 3`

  const step = await runStep(['sh', '-c', script], { timeoutMs: 10_000, signal })

  expect(step.why).toBe('ended with exit code 3')
  expect(step.output.length).toBe(outputBytesMax)
  expect(step.output.endsWith('line 2999\n')).toBe(true)
})

test('a step over its time is stopped with everything it has started', async () => {
  const step = await runStep(['sh', '-c', 'sleep 300 & echo $!; wait'], { timeoutMs: 300, signal })

  expect(step.why).toBe('stopped after 0.3 s')
  await expectGone(Number(step.output.trim()))
})

test('an abort stops a step with everything it has started', async () => {
  const stop = new AbortController()
  const place = join(await temporaryDirectory(), 'pid')
  const running = runStep(['sh', '-c', 'sleep 300 & echo $! > "$0"; wait', place], {
    timeoutMs: 60_000,
    signal: stop.signal,
  })
  const pid = await waitFor(
    async () => Number(await readFile(place, 'utf8').catch(() => '')) || null,
    { what: 'what the step has started' },
  )

  stop.abort()
  const step = await running

  expect(step.why).toBe('stopped')
  await expectGone(pid)
})

/** Waits until the process is gone; an orphan is reaped by somebody else, a little later. */
async function expectGone(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(0)
  await waitFor(() => !isAlive(pid), { what: `the end of process ${pid}` })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
