import { fileURLToPath } from 'node:url'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { run } from './run.ts'

const tsx = fileURLToPath(new URL('../../../node_modules/tsx/dist/cli.mjs', import.meta.url))
const source = JSON.stringify(new URL('./run.ts', import.meta.url).href)

/** A process that was itself started with open files starts a child that lists what it has. */
const program = `
  const { run } = await import(${source})
  const options = { env: { PATH: '/usr/bin:/bin' }, timeoutMs: 20000, outputBytesMax: 10000 }
  const list = 'for f in 3 40 77; do readlink /proc/self/fd/$f || echo none; done; cat <&3'
  const result = await run(['sh', '-c', list], { ...options, extraInput: [Buffer.from('ours')] })
  process.stdout.write(result.stdout.replace(/socket:.*/, 'our own'))
`

test('a child inherits no file that we were started with', async () => {
  const cwd = await temporaryDirectory()
  const start = `"$0" "$1" --eval "$2" 3</etc/passwd 40</etc/passwd 77</etc/passwd`

  const result = await run(
    ['bash', '-c', start, process.execPath, tsx, `(async () => {${program}})()`],
    {
      cwd,
      env: { PATH: '/usr/bin:/bin' },
      timeoutMs: 20_000,
      outputBytesMax: 10_000,
    },
  )

  expect(result.output).toBe('our own\n/dev/null\n/dev/null\nours')
})
