import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'

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

test('a host that is named is reached, another one is not, and both are told of', async () => {
  const dir = await temporaryDirectory()
  const server = createServer((_request, response) => response.end('reached'))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const ask = (host: string) => `curl -s http://${host}:${port}/`
  const script = `${ask('here.test')}; ${ask('there.test')} > /dev/null`
  const args = ['--dir', dir, '--allow-host', `here.test:${port}=127.0.0.1`, '--', script]

  const { code, stdout, stderr } = await runMillwright(['sandbox', ...args])
  const wrong = await runMillwright(['sandbox', '--allow-host', '127.0.0.1', '--', 'true'])
  server.close()

  expect({ code, stdout }).toEqual({ code: 0, stdout: 'reached' })
  expect(stderr).toMatch(/no network but here\.test[\s\S]*allowed here\.test:\d+: \d+ bytes up/)
  expect(stderr).toMatch(/refused there\.test:\d+: not on the list/)
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be allowed') })
})

test('nothing runs in a jail that shows what it must not', async () => {
  const dir = await temporaryDirectory()
  const dataDir = await temporaryDirectory()
  const env = {
    MILLWRIGHT_DATA_DIR: dataDir,
    MILLWRIGHT_SANDBOX_READ_ONLY_PATHS: dataDir,
  }

  const { code, stdout, stderr } = await runMillwright(
    ['sandbox', '--dir', dir, '--', 'echo ran'],
    { env },
  )

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('the jail does not hold, nothing was run: can read ')
  expect(stderr).toContain('narrow sandbox.read_only_paths')
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

test('a folder that no jail may have ends the command, hosts or not', async () => {
  const args = ['sandbox', '--dir', '/', '--allow-host', 'x.test', '--', 'true']

  const { code, stderr } = await runMillwright(args)

  expect(code).toBe(1)
  expect(stderr).toContain('"/" cannot be mounted')
})
