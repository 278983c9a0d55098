import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { temporaryDirectory, waitFor } from '@millwright/testing'
import { expect, test } from 'vitest'
import { processesBelow } from '../faults/processes-below.ts'
import { pathVariable } from './path-variable.ts'
import { root } from './root.ts'

test('a story that does not exist is a usage error, and nothing is played', async () => {
  const { child } = await startDemo(['--only', 'zzz'])

  const [output, words, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])

  expect([code, output]).toEqual([2, ''])
  expect(words).toMatch(/^millwright demo: .*, j patch that waits for you\nusage: .*\n$/)
})

const stops = [
  { signal: 'SIGINT', moment: 'starting the service', exitCode: 130 },
  { signal: 'SIGTERM', moment: 'worker    claimed by', exitCode: 143 },
] as const

test.each(stops)(
  '$signal after $moment stops everything',
  {
    timeout: 120_000,
  },
  async ({ signal, moment, exitCode }) => {
    const { child, temporary } = await startDemo(['--only', 'a', '--exit'])
    await said(child.stdout, moment)

    child.kill(signal)
    const [code] = await once(child, 'exit')

    expect(code).toBe(exitCode)
    const isQuiet = async () => (await processesBelow(temporary)).length === 0
    await waitFor(isQuiet, { what: 'the last process to end' })
    expect(await readdir(temporary)).toEqual([])
  },
)

async function startDemo(args: readonly string[]) {
  const temporary = await temporaryDirectory()
  const child = spawn(process.execPath, [join(root, 'apps/e2e/dist/demo/main.js'), ...args], {
    env: { PATH: pathVariable(), HOME: temporary, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { child, temporary }
}

async function said(output: NodeJS.ReadableStream, words: string): Promise<void> {
  let all = ''
  output.on('data', (chunk: Buffer) => {
    all += chunk.toString()
  })
  await waitFor(() => all.includes(words), { timeoutMs: 60_000, what: `"${words}"` })
}
