import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFile, makeTinyCheckout, type TinyCheckout } from './tiny-checkout.ts'

const demo = 'apps/cli/bin/millwright.js'
/** Programs that reach the network; a call leaves a trace and fails. */
const noNetwork = '#!/bin/sh\necho "$0 $*" >> "$TRACE"\nexit 1\n'
let checkout: TinyCheckout

beforeEach(() => {
  checkout = makeTinyCheckout()
})

afterEach(() => {
  checkout.remove()
})

test('standard output, arguments and exit code are the command’s own', async () => {
  checkout.write(
    demo,
    "process.stdout.write(process.argv.slice(2).join('|')); process.exitCode = 7",
  )

  const ending = await checkout.start(['demo', '--exit', '--json', 'two words']).ended

  expect(ending).toMatchObject({ exitCode: 7, stdout: 'demo|--exit|--json|two words' })
  expect(ending.stderr).toContain('set-up: ready')
})

test('npm run millwright works where it was typed', async () => {
  checkout.write(
    demo,
    "process.stdout.write(process.cwd() + '|' + process.argv.slice(2).join('|'))",
  )

  const { ended } = checkout.start(['millwright', 'triage', 'a.log'], { INIT_CWD: '/tmp' })

  expect((await ended).stdout).toBe('/tmp|triage|a.log')
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

test('a second time asks nothing of npm, apt or dpkg', async () => {
  checkout.write(demo, '')
  for (const name of ['npm', 'apt-get', 'dpkg']) checkout.write(`bin/${name}`, noNetwork)
  const env = {
    PATH: `${checkout.root}/bin:${process.env.PATH}`,
    TRACE: `${checkout.root}/trace`,
  }
  await checkout.start(['demo']).ended

  const ending = await checkout.start(['demo'], env).ended

  expect(ending.exitCode).toBe(0)
  expect(ending.stderr).toMatch(/^set-up: ready \(\d+\.\d s\)\n$/)
})

test('a changed package-lock.json is installed before the command runs', async () => {
  checkout.write(demo, '')
  checkout.write('bin/npm', '#!/bin/sh\necho "$*" > npm-was-called\n')
  await checkout.start(['demo']).ended
  checkout.write('package-lock.json', lockFile({ 'node_modules/a': { version: '1.0.0' } }))

  const ending = await checkout.start(['demo'], {
    PATH: `${checkout.root}/bin:${process.env.PATH}`,
  }).ended

  expect(ending.exitCode).toBe(0)
  expect(ending.stderr).toContain('npm packages: installing into')
})

test('an installation that fails stops with the line to type', async () => {
  checkout.write(demo, "process.stdout.write('ran')")
  checkout.write('package-lock.json', lockFile({ 'node_modules/a': { version: '1.0.0' } }))
  checkout.write('bin/npm', '#!/bin/sh\necho "npm error code ENOTFOUND"\nexit 1\n')

  const ending = await checkout.start(['demo'], {
    PATH: `${checkout.root}/bin:${process.env.PATH}`,
  }).ended

  expect(ending).toMatchObject({ exitCode: 1, stdout: '' })
  expect(ending.stderr).toContain('npm error code ENOTFOUND')
  expect(ending.stderr).toContain(`set-up: to go on, type:\n  cd '${checkout.root}' && npm ci`)
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

test('an unknown command is a usage error', async () => {
  const ending = await checkout.start(['frob']).ended

  expect(ending).toMatchObject({ exitCode: 2, stdout: '' })
  expect(ending.stderr).toContain('usage: node tools/start.mjs')
})

async function waitForText(path: string): Promise<string> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (existsSync(path) && readFileSync(path, 'utf8').endsWith('\n')) break
    await sleep(10)
  }
  return readFileSync(path, 'utf8')
}
