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

test('an unknown command is a usage error', async () => {
  const ending = await checkout.start(['frob']).ended

  expect(ending).toMatchObject({ exitCode: 2, stdout: '' })
  expect(ending.stderr).toContain('usage: node tools/start.mjs')
})
