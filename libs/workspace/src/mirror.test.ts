import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { run } from '@millwright/exec'
import { temporaryDirectory, waitFor } from '@millwright/testing'
import { expect, test } from 'vitest'
import { fetchIntoMirror } from './mirror.ts'
import { world } from './test-world.fixture.ts'

const { signal } = new AbortController()

test('a fetch waits for another one, and goes on when that is killed', async () => {
  const { root, dataDir, origin } = await world()
  const options = { dataDir, repo: 'acme/web', gitUrl: `file://${root}/git`, signal }
  await fetchIntoMirror({ ...options, headSha: await origin.head() })
  const later = await origin.commit({ files: { 'b.txt': 'x' }, message: 'later' })
  const lock = join(dataDir, 'mirrors/acme__web.git.lock')
  const held = join(root, 'held')
  const holder = spawn('flock', [lock, 'sh', '-c', `touch '${held}'; exec sleep 300`], {
    detached: true,
  })
  await waitFor(() => existsSync(held), { what: 'the lock of another process' })

  const fetching = fetchIntoMirror({ ...options, headSha: later })
  const first = await Promise.race([fetching.then(() => 'fetched'), waitingFor(lock)])
  process.kill(-(holder.pid ?? 0), 'SIGKILL')
  const mirror = await fetching

  expect(first).toBe('waiting')
  expect(mirror.wasFetched).toBe(true)
})

/** Resolves when a second process has the lock file open, beside the one that holds it. */
async function waitingFor(lock: string): Promise<string> {
  const find = ['sh', '-c', 'ls -l /proc/[0-9]*/fd 2>/dev/null | grep -c -- "-> $0$"', lock]
  const limits = { env: { PATH: '/usr/bin:/bin' }, timeoutMs: 20_000, outputBytesMax: 1000 }
  await waitFor(async () => Number((await run(find, limits)).stdout) >= 3, {
    what: 'a process that waits for the lock',
  })
  return 'waiting'
}

test('the oldest commits are forgotten, and fetched again when they are asked for', async () => {
  const { root, dataDir, origin } = await world()
  const options = { dataDir, repo: 'acme/web', gitUrl: `file://${root}/git`, signal }
  const old = await origin.head()
  const { dir } = await fetchIntoMirror({ ...options, headSha: old })
  const heads = join(dir, 'refs/millwright')
  for (let n = 0; n < 205; n += 1) {
    await writeFile(join(heads, `${n}`.padStart(40, '0')), `${old}\n`)
  }
  await utimes(join(heads, old), 1, 1)

  const later = await origin.commit({ files: { 'b.txt': 'x' }, message: 'later' })
  await fetchIntoMirror({ ...options, headSha: later })
  const kept = await readdir(heads)
  const again = await fetchIntoMirror({ ...options, headSha: old })

  expect(kept.length).toBe(200)
  expect(kept).toContain(later)
  expect(kept).not.toContain(old)
  expect(again.wasFetched).toBe(true)
})

test('the token goes to the server and nowhere else', async () => {
  const dataDir = await temporaryDirectory()
  await mkdir(dataDir, { recursive: true })
  const token = 'ghs_canary0123456789canary0123456789'
  const encoded = Buffer.from(`x-access-token:${token}`).toString('base64')
  const seen: (string | undefined)[] = []
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(403).end(`no entry for ${request.headers.authorization}`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0

  const fetching = fetchIntoMirror({
    dataDir,
    repo: 'acme/web',
    gitUrl: `http://127.0.0.1:${port}`,
    headSha: '0123456789012345678901234567890123456789',
    token,
    signal,
  })

  await expect(fetching).rejects.toMatchObject({ code: 'MW_GIT' })
  await expect(fetching).rejects.not.toThrow(new RegExp(`${token}|${encoded}`))
  server.close()
  expect(seen[0]).toBe(`Basic ${encoded}`)
  const limits = { env: { PATH: '/usr/bin:/bin' }, timeoutMs: 20_000, outputBytesMax: 1000 }
  const found = await run(['grep', '-rlE', `${token}|${encoded}`, dataDir], limits)
  expect(found.stdout).toBe('')
})
