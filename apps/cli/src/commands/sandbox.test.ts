import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test, vi } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'

vi.setConfig({ testTimeout: 30_000 })

test('a command runs in the tree, with its own exit code and an account of its jail', async () => {
  const dir = await temporaryDirectory()
  const script = 'echo made > file; echo out; echo err >&2; exit 7'

  const { code, stdout, stderr } = await runMillwright(['sandbox', '--dir', dir, '--', script])

  expect({ code, stdout }).toEqual({ code: 7, stdout: 'out\n' })
  expect(readFileSync(join(dir, 'file'), 'utf8')).toBe('made\n')
  expect(stderr.split('\n')).toEqual([
    expect.stringContaining('sandbox: isolated by bubblewrap: no network, no secrets'),
    'err',
    expect.stringMatching(/^sandbox: exit code 7 after \d+ ms$/),
    '',
  ])
})

test('a command sees neither our environment nor our files, and several words are no script', async () => {
  const dir = await temporaryDirectory()
  const outside = join(await temporaryDirectory(), 'secret')
  const env = { ANTHROPIC_API_KEY: 'canary-model' }

  const environment = await runMillwright(['sandbox', '--dir', dir, '--', 'env'], { env })
  const words = await runMillwright(['sandbox', '--dir', dir, '--', 'echo', `$HOME > ${outside}`])

  expect(environment.stdout).not.toContain('canary')
  expect(words.stdout).toBe(`$HOME > ${outside}\n`)
  expect(existsSync(outside)).toBe(false)
})

test('without a jail it says so in capitals', async () => {
  const env = { MILLWRIGHT_SANDBOX_MODE: 'none' }

  const { code, stderr } = await runMillwright(['sandbox', '--dir', '/tmp', '--', 'true'], { env })

  expect(code).toBe(0)
  expect(stderr).toContain('NOT isolated')
})

test('a folder that is not there is not found', async () => {
  const { code, stderr } = await runMillwright(['sandbox', '--dir', '/nowhere', '--', 'true'])

  expect(code).toBe(4)
  expect(stderr).toBe('millwright: there is no folder /nowhere\n')
})
