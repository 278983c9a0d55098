import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { runMillwright } from './run-millwright.fixture.ts'

const cli = fileURLToPath(new URL('..', import.meta.url))
const packages = fileURLToPath(new URL('../../../node_modules', import.meta.url))

/** An installation of its own, with these files put in. */
async function install(files: Record<string, string>) {
  const root = await temporaryDirectory('millwright install ')
  cpSync(join(cli, 'bin'), join(root, 'apps/cli/bin'), { recursive: true })
  cpSync(join(cli, 'package.json'), join(root, 'apps/cli/package.json'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return { root, program: join(root, 'apps/cli/bin/millwright.js') }
}

const compiler = `
  const { mkdirSync, writeFileSync, existsSync, appendFileSync } = require('node:fs')
  console.log('words of the compiler')
  appendFileSync('builds', process.argv.slice(2).join(' ') + '\\n')
  mkdirSync('apps/cli/dist', { recursive: true })
  writeFileSync('apps/cli/dist/main.js', "console.log('built ' + process.argv.slice(2))")`

test('a fresh checkout is built once, and its output stays clean', async () => {
  const { root, program } = await install({ 'node_modules/typescript/bin/tsc': compiler })
  writeFileSync(join(root, 'package.json'), '{}')

  const first = await runMillwright(['status'], { program })
  const second = await runMillwright(['status'], { program })

  expect(first).toEqual({
    code: 0,
    stdout: 'built status\n',
    stderr: 'building millwright, once ...\nwords of the compiler\n',
  })
  expect(second).toEqual({ code: 0, stdout: 'built status\n', stderr: '' })
})

test('without packages, or with a build that fails, the next step is named', async () => {
  const bare = await install({})
  const broken = await install({ 'node_modules/typescript/bin/tsc': 'process.exit(2)' })

  const outcomes = [await runMillwright([], bare), await runMillwright([], broken)]

  expect(outcomes.map(({ code }) => code)).toEqual([1, 1])
  expect(outcomes[0]?.stderr).toContain('run npm ci')
  expect(outcomes[1]?.stderr).toContain('run npm run build')
})

test('the demo gets its arguments, and its exit code is ours', async () => {
  const demo = 'console.log(process.argv.slice(2).join()); process.exit(9)'
  const { root, program } = await install({ 'apps/e2e/dist/demo/main.js': demo })
  cpSync(join(cli, 'dist'), join(root, 'apps/cli/dist'), { recursive: true })
  symlinkSync(packages, join(root, 'node_modules'))

  const { code, stdout } = await runMillwright(['demo', '--exit', '--only', 'ab', '--json'], {
    program,
  })

  expect({ code, stdout }).toEqual({ code: 9, stdout: '--json,--exit,--only,ab\n' })
})

test('an installation without the demo, or without an app, says so', async () => {
  const { root, program } = await install({})
  cpSync(join(cli, 'dist'), join(root, 'apps/cli/dist'), { recursive: true })
  symlinkSync(packages, join(root, 'node_modules'))
  const env = { MILLWRIGHT_DATA_DIR: join(root, 'data'), REDIS_URL: 'redis://127.0.0.1:1/10' }

  const demo = await runMillwright(['demo'], { program })
  const up = await runMillwright(['up'], { program, env })

  expect([demo.code, up.code]).toEqual([1, 1])
  expect(demo.stderr).toContain('run it from a checkout')
  expect(up.stderr).toContain('apps/lead/dist/main.js is missing: run npm run build')
})
