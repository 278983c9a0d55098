#!/usr/bin/env node
// The command line. Plain JavaScript, so that it runs in a fresh checkout and builds what is missing.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const main = new URL('../dist/main.js', import.meta.url)

if (!existsSync(main)) {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const tsc = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url))
  if (!existsSync(tsc)) {
    process.stderr.write('millwright is not installed yet: run npm ci, then try again\n')
    process.exit(1)
  }
  process.stderr.write('building millwright, once ...\n')
  // What the compiler prints goes to standard error: standard output belongs to the command.
  const { status } = spawnSync(process.execPath, [tsc, '-b'], { cwd: root, stdio: [0, 2, 2] })
  if (status !== 0) {
    process.stderr.write('the build failed: run npm run build to see why\n')
    process.exit(1)
  }
}

await import(main.href)
