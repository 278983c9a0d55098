import { startFakeGitHub, temporaryDirectory } from '@millwright/testing'
import { afterAll, expect, test } from 'vitest'
import { publishCommit } from './publish-commit.ts'
import { type RevertOptions, revertCommit } from './revert-commit.ts'

const token = 'a-token-that-may-write'
const repo = 'acme/web'
const github = await startFakeGitHub({
  dir: await temporaryDirectory(),
  webhook: { url: null, secret: 's' },
  tokens: { [token]: { login: 'mill' } },
  ci: false,
})
afterAll(() => github.close())
await github.createRepository({ name: repo, files: { 'a.txt': 'one\n' } })
const dataDir = await temporaryDirectory()
const patch = `diff --git a/a.txt b/a.txt
--- a/a.txt
+++ b/a.txt
@@ -1 +1 @@
-one
+two
`

let branches = 0

/** A branch of its own with one commit of a person and one of ours, and what takes ours back. */
async function start() {
  branches += 1
  const branch = `feat/${branches}`
  const headSha = await github.pushCommit({ repo, branch, files: {}, message: 'A change' })
  const common = {
    ...{ dataDir, repo, gitUrl: github.gitUrl, token, branch, headSha },
    ...{ protectedBranches: ['release'], committedAt: '2026-01-01T00:00:00Z' },
  }
  const fix = { patch, objectToIndex: async () => null, message: 'Fix\n' }
  const published = await publishCommit({ ...common, ...fix })
  const commitSha = 'sha' in published ? published.sha : ''
  const options: RevertOptions = { ...common, commitSha, message: 'Revert\n' }
  const move = () => github.pushCommit({ repo, branch, files: {}, message: 'Moved' })
  const messages = async () =>
    (await github.log(repo, branch)).map(({ message }) => message).slice(0, -1)
  return { branch, options, revert: () => revertCommit(options), move, messages }
}

test('our commit is taken back by one more commit, with the tree of the diagnosed head', async () => {
  const { branch, options, revert, messages } = await start()

  const reverted = await revert()

  const [newest] = await github.log(repo, branch)
  expect(reverted).toEqual({ outcome: 'pushed', sha: newest?.sha })
  expect(newest?.parents).toEqual([options.commitSha])
  expect(await messages()).toEqual(['Revert', 'Fix', 'A change'])
  expect(await github.file(repo, branch, 'a.txt')).toBe('one')
  expect(github.refUpdates(repo).at(-1)).toMatchObject({ forced: false })
})

test('the same call again, and two at once, make no second commit', async () => {
  const { revert, move, messages } = await start()

  const [first, second] = await Promise.all([revert(), revert()])
  await move()
  const third = await revert()

  expect(second).toMatchObject({ sha: 'sha' in first ? first.sha : '' })
  expect(third).toMatchObject({ outcome: 'already_pushed' })
  expect(await messages()).toEqual(['Moved', 'Revert', 'Fix', 'A change'])
})

test('a commit that somebody has built upon stays', async () => {
  const { revert, move, messages } = await start()
  const head = await move()

  expect(await revert()).toEqual({ outcome: 'superseded', head })
  expect(await messages()).toEqual(['Moved', 'Fix', 'A change'])
})

test('no commit but the one on the diagnosed head can be meant', async () => {
  const { options, move, messages } = await start()
  const commitSha = await move()

  const reverted = await revertCommit({ ...options, commitSha })

  expect(reverted).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('stand') })
  expect(await messages()).toEqual(['Moved', 'Fix', 'A change'])
})

const refusals: [string, Partial<RevertOptions>][] = [
  ['the default branch', { branch: 'main' }],
  ['a protected branch', { branch: 'release' }],
  ['a name that is an option', { branch: '--force' }],
]

test.each(refusals)('%s is never written to', async (_what, change) => {
  const { options } = await start()
  const updates = github.refUpdates(repo).length

  const reverted = await revertCommit({ ...options, ...change })

  expect(reverted).toMatchObject({ outcome: 'refused' })
  expect(github.refUpdates(repo)).toHaveLength(updates)
})
