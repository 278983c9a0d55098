import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { gitEnvironment, runProgram } from '../run-program.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { startFakeGitHub } from './start-fake-github.ts'

const github = await startFakeGitHub({
  dir: await temporaryDirectory(),
  webhook: { url: null, secret: 's' },
  tokens: {
    writer: { login: 'ada' },
    reader: { login: 'worker', permissions: { contents: 'read' } },
    elsewhere: { repositories: ['acme/other'] },
  },
})
afterAll(() => github.close())

const first = await github.createRepository({
  name: 'acme/web',
  files: { 'README.md': 'Hello\n', 'data.bin': new Uint8Array(3_000_000).fill(7) },
})

test('a clone with a token holds what was put there', async () => {
  const dir = await clone('reader')

  expect((await git(dir, 'reader', 'rev-parse', 'HEAD')).trim()).toBe(first)
})

test('the token may come as a Bearer header', async () => {
  const header = 'http.extraheader=Authorization: Bearer reader'
  const url = `${github.gitUrl}/acme/web.git`

  const refs = await runProgram(['git', '-c', header, 'ls-remote', url])

  expect(refs.toString()).toContain(`${first}\trefs/heads/main`)
})

test('a push with a write token moves the branch and is kept in the ref log', async () => {
  const dir = await clone('writer')
  const sha = await commit(dir, 'Second')

  await git(dir, 'writer', 'push', '--quiet', 'origin', 'HEAD:refs/heads/feat/x')

  expect(await github.head('acme/web', 'feat/x')).toBe(sha)
  expect(github.refUpdates('acme/web').at(-1)).toMatchObject({
    ref: 'refs/heads/feat/x',
    old: null,
    new: sha,
    forced: false,
    pusher: 'ada',
  })
  const [newest] = await github.log('acme/web', 'feat/x')
  expect(newest).toMatchObject({ sha, message: 'Second', parents: [first] })
})

test('a push that is larger than one request buffer arrives whole', async () => {
  const dir = await clone('writer')
  const bytes = randomBytes(2_500_000)
  await writeFile(join(dir, 'large.bin'), bytes)
  await git(dir, 'writer', 'add', 'large.bin')
  await commit(dir, 'Large')

  await git(dir, 'writer', 'push', '--quiet', 'origin', 'HEAD:refs/heads/large')

  const other = await clone('reader', '--branch=large')
  expect(bytes.equals(await readFile(join(other, 'large.bin')))).toBe(true)
})

test('a push with a read token is refused with 403 and moves nothing', async () => {
  const dir = await clone('reader')
  await commit(dir, 'Not allowed')

  const push = git(dir, 'reader', 'push', 'origin', 'HEAD:refs/heads/main')

  await expect(push).rejects.toThrow('403')
  expect(await github.head('acme/web', 'main')).toBe(first)
  expect(github.rejectedPushes('acme/web').at(-1)).toMatchObject({ pusher: 'worker' })
})

test('an unknown token is refused, and a token for another repository sees nothing', async () => {
  await expect(clone('nobody')).rejects.toThrow('could not read Username')
  expect(github.requests().at(-1)).toMatchObject({ status: 401, token: 'unknown' })
  await expect(clone('elsewhere')).rejects.toThrow('not found')
})

test('a push that is not a fast-forward is refused, even by force', async () => {
  const behind = await clone('writer')
  await git(behind, 'writer', 'checkout', '--quiet', '-b', 'race')
  await git(behind, 'writer', 'push', '--quiet', 'origin', 'race')
  const ahead = await github.pushCommit({
    repo: 'acme/web',
    branch: 'race',
    files: { 'a.txt': 'ours\n' },
    message: 'Faster',
  })
  await commit(behind, 'Slower')

  const polite = git(behind, 'writer', 'push', 'origin', 'race')
  await expect(polite).rejects.toThrow('rejected')
  const forced = git(behind, 'writer', 'push', '--force', 'origin', 'race')
  await expect(forced).rejects.toThrow('non-fast-forward')

  expect(await github.head('acme/web', 'race')).toBe(ahead)
  expect(github.rejectedPushes('acme/web').at(-1)?.reason).toContain('refs/heads/race')
  expect(github.refUpdates('acme/web').every((update) => !update.forced)).toBe(true)
})

test('of two pushes to one branch at once exactly one wins', async () => {
  const [one, two] = await Promise.all([clone('writer'), clone('writer')])
  await Promise.all([commit(one, 'One'), commit(two, 'Two')])

  const results = await Promise.allSettled(
    [one, two].map((dir) => git(dir, 'writer', 'push', 'origin', 'HEAD:refs/heads/both')),
  )

  const won = results.filter((result) => result.status === 'fulfilled')
  expect(won).toHaveLength(1)
  expect(github.refUpdates('acme/web').filter((u) => u.ref === 'refs/heads/both')).toHaveLength(1)
})

async function clone(token: string, ...options: string[]): Promise<string> {
  const dir = join(await temporaryDirectory(), 'web')
  const url = `${github.gitUrl}/acme/web.git`
  await runProgram(['git', ...credential(token), 'clone', '--quiet', ...options, url, dir])
  return dir
}

async function git(dir: string, token: string, ...args: string[]): Promise<string> {
  const output = await runProgram(['git', ...credential(token), ...args], {
    cwd: dir,
    env: { ...gitEnvironment, GIT_AUTHOR_NAME: 'T', GIT_AUTHOR_EMAIL: 't@example.test' },
  })
  return output.toString()
}

async function commit(dir: string, message: string): Promise<string> {
  const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.test']
  await git(dir, 'none', ...identity, 'commit', '--quiet', '--allow-empty', '-m', message)
  return (await git(dir, 'none', 'rev-parse', 'HEAD')).trim()
}

function credential(token: string): string[] {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return ['-c', `http.extraheader=Authorization: Basic ${basic}`]
}
