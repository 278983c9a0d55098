import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { createJail } from './create-jail.ts'
import { findSandbox, firstThatWorks } from './find-sandbox.ts'

async function fake(script: string): Promise<string> {
  const path = join(await temporaryDirectory(), 'bwrap')
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
  return path
}

test('auto finds a bubblewrap that really makes a jail', async () => {
  const found = await findSandbox({ mode: 'auto' })

  expect(found.mode).toBe('bwrap')
  expect(found.bwrap).toMatch(/^\/.*bwrap$/)
  expect(found.why).toContain('makes a jail here')
})

test('none is what one gets by asking for it, and only then', async () => {
  const found = await findSandbox({ mode: 'none' })

  expect(found).toMatchObject({ mode: 'none', why: expect.stringContaining('without a jail') })
  await expect(firstThatWorks([])).rejects.toMatchObject({ code: 'MW_SANDBOX' })
  await expect(firstThatWorks(['/no/such/bwrap'])).rejects.toThrow(
    /not found.*sandbox.mode to none/,
  )
})

test.each([
  ['is too old', 'echo bubblewrap 0.6.1', /"bubblewrap 0\.6\.1", older than 0\.8/],
  ['has no version', 'exit 1', /is "", older than 0\.8/],
  [
    'may not make namespaces',
    '[ "$1" = --version ] && echo bubblewrap 0.8.0 && exit; echo bwrap: No permissions >&2; exit 1',
    /could not be started: bwrap: No permissions/,
  ],
  ['is no program', '\0', /bwrap:/],
])('a bubblewrap that %s is not used, and why is said', async (_what, script, why) => {
  const path = await fake(script)

  await expect(firstThatWorks([path])).rejects.toThrow(why)
})

test('a copy of the caller’s own comes first, and the next one when it is no good', async () => {
  const good = await findSandbox({ mode: 'bwrap' })
  const launcher = await fake(`exec '${good.bwrap}' "$@"`)
  const bad = await fake('exit 1')

  const first = await findSandbox({ mode: 'bwrap', candidates: [launcher] })
  const second = await findSandbox({ mode: 'bwrap', candidates: [bad, launcher] })

  expect(first.bwrap).toBe(launcher)
  expect(second.bwrap).toBe(launcher)
})

test('a jail without the path of bubblewrap is refused', () => {
  const make = () => createJail({ mode: 'bwrap', workspace: { dir: '/tmp' }, readOnlyPaths: [] })

  expect(make).toThrow('mode bwrap needs the path')
})
