import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { createGitRepository, temporaryDirectory } from '@millwright/testing'
import { afterEach, expect, test } from 'vitest'
import { git } from './git.ts'
import { gitOrThrow } from './git-or-throw.ts'
import { run } from './run.ts'

const token = 'ghs_canary0123456789canary0123456789'
const encoded = Buffer.from(`x-access-token:${token}`).toString('base64')
const closers: (() => unknown)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  closers.push(() => server.close())
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

/** The arguments of every process on this machine. */
function allArguments(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      } catch {
        return ''
      }
    })
    .join('\n')
}

test('the token reaches the server, and no list of processes, file or error text', async () => {
  const { dir } = await createGitRepository(join(await temporaryDirectory(), 'r'), { a: 'a' })
  const seen: { authorization: string | undefined; processes: string }[] = []
  const url = await serve((request, response) => {
    seen.push({ authorization: request.headers.authorization, processes: allArguments() })
    // A hostile server echoes what it was given; git prints the body of an error.
    response.writeHead(403, { 'content-type': 'text/plain' })
    response.end(`you sent ${request.headers.authorization} and ${token}`)
  })

  const failed = await git(['fetch', `${url}/acme/web.git`, 'main'], { cwd: dir, token })
  const thrown = gitOrThrow(['fetch', `${url}/acme/web.git`, 'main'], { cwd: dir, token })

  await expect(thrown).rejects.toThrow(/\[redacted\]/)
  await expect(thrown).rejects.not.toThrow(token)
  expect(seen[0]?.authorization).toBe(`Basic ${encoded}`)
  expect(seen[0]?.processes).toContain('/acme/web.git')
  expect(seen[0]?.processes).not.toContain(token)
  expect(seen[0]?.processes).not.toContain(encoded)
  expect(failed.exitCode).toBe(128)
  for (const text of [failed.stdout, failed.stderr, failed.output]) {
    expect(text).not.toContain(token)
    expect(text).not.toContain(encoded)
  }
  expect(await filesHolding(dir)).toEqual([])
})

async function filesHolding(dir: string): Promise<string[]> {
  const found = await run(['grep', '-rlaE', `${token}|${encoded}`, dir], {
    env: { PATH: '/usr/bin:/bin' },
    timeoutMs: 20_000,
    outputBytesMax: 10_000,
  })
  return found.stdout.split('\n').filter(Boolean)
}

test('the token is not carried to another server by a redirect or a rewritten address', async () => {
  const { dir, git: plainGit } = await createGitRepository(join(await temporaryDirectory(), 'r'), {
    a: 'a',
  })
  const stolen: (string | undefined)[] = []
  const thief = await serve((request, response) => {
    stolen.push(request.headers.authorization)
    response.writeHead(404).end()
  })
  const url = await serve((request, response) => {
    response.writeHead(302, { location: `${thief}${request.url}` }).end()
  })
  await plainGit('config', `url.${thief}/.insteadOf`, 'http://127.0.0.1:1/')

  await git(['ls-remote', `${url}/acme/web.git`], { cwd: dir, token })
  await git(['ls-remote', 'http://127.0.0.1:1/acme/web.git'], { cwd: dir, token })

  expect(stolen).toEqual([undefined, undefined])
})

test('a token that could not stand in one header line is refused', async () => {
  const listing = git(['ls-remote', 'http://127.0.0.1:1/x'], { token: 'a\r\nX-Evil: 1' })

  await expect(listing).rejects.toThrow(RangeError)
  await expect(listing).rejects.not.toThrow(/Evil/)
})

test('git never asks for a password, it fails', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()
  })

  const result = await git(['ls-remote', `${url}/acme/web.git`])

  expect(result).toMatchObject({ exitCode: 128, timedOut: false })
  expect(result.stderr).toContain('terminal prompts disabled')
})
