import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFile, makeTinyCheckout, type TinyCheckout } from './tiny-checkout.ts'

const demo = 'apps/cli/bin/millwright.js'
let checkout: TinyCheckout

beforeEach(() => {
  checkout = makeTinyCheckout()
})

afterEach(() => {
  checkout.remove()
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s reaches the command', async (signal) => {
  checkout.write(
    demo,
    `process.once('${signal}', () => { process.stdout.write('tidy'); process.exit(5) })
     process.stdout.write('up ')
     setInterval(() => {}, 1000)`,
  )
  const { child, ended } = checkout.start(['demo'])
  await once(child.stdout, 'data')

  child.kill(signal)
  const ending = await ended

  expect(ending).toMatchObject({ exitCode: 5, stdout: expect.stringContaining('tidy') })
})

test('a command that a signal ends, ends us by the same signal', async () => {
  checkout.write(demo, "process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000)")

  const ending = await checkout.start(['demo']).ended

  expect(ending.signal).toBe('SIGKILL')
})

test('Ctrl-C during the set-up ends it and what it has started', async () => {
  checkout.write('package-lock.json', lockFile({ 'node_modules/a': { version: '1.0.0' } }))
  checkout.write('bin/npm', '#!/bin/sh\necho $$ > "$TRACE"\nexec sleep 300\n')
  const { child, ended } = checkout.start(['demo'], {
    PATH: `${checkout.root}/bin:${process.env.PATH}`,
    TRACE: `${checkout.root}/npm-pid`,
  })
  const pid = Number(await waitForText(`${checkout.root}/npm-pid`))

  child.kill('SIGINT')
  const ending = await ended

  expect(ending.signal).toBe('SIGINT')
  expect(ending.stderr).not.toContain('to go on')
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

async function waitForText(path: string): Promise<string> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (existsSync(path) && readFileSync(path, 'utf8').endsWith('\n')) break
    await sleep(10)
  }
  return readFileSync(path, 'utf8')
}
