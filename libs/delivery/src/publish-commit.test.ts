import { mkdir, readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { gitOrThrow } from '@millwright/exec'
import {
  createGitRepository,
  type Files,
  startFakeGitHub,
  temporaryDirectory,
  waitFor,
} from '@millwright/testing'
import { afterAll, expect, test } from 'vitest'
import { findPublished, type PublishOptions, publishCommit } from './publish-commit.ts'

const token = 'a-token-that-may-write'
const repo = 'acme/web'
const github = await startFakeGitHub({
  dir: await temporaryDirectory(),
  webhook: { url: null, secret: 's' },
  tokens: { [token]: { login: 'mill' } },
  ci: false,
})
afterAll(() => github.close())
const files = { 'src/a.ts': 'one\ntwo\nthree\n', 'run.sh': 'echo hi\n', 'README.md': 'Hello\n' }
await github.createRepository({ name: repo, files })
const copy = await createGitRepository(await temporaryDirectory(), files)
const dataDir = await temporaryDirectory()
const fix = await patchOf({ 'src/a.ts': 'one\nTWO\nthree\n', 'src/new.ts': 'new\n' })

async function patchOf(changes: Files): Promise<string> {
  const base = await copy.head()
  await copy.commit({ files: changes, message: 'change' })
  const patch = await copy.git('diff', '--binary', '--full-index', base, 'HEAD')
  await copy.git('reset', '--quiet', '--hard', base)
  return `${patch}\n`
}

let branches = 0

/** A branch of its own with one commit, and what publishes the fix on it. */
async function start(change: Partial<PublishOptions> = {}) {
  branches += 1
  const branch = `feat/${branches}`
  const headSha = await github.pushCommit({ repo, branch, files: {}, message: 'A change' })
  const options: PublishOptions = {
    ...{ dataDir, repo, gitUrl: github.gitUrl, token, branch, headSha, patch: fix },
    ...{ protectedBranches: ['release'], message: 'Fix\n\nMillwright-Task: t\n' },
    ...{ committedAt: '2026-01-01T00:00:00Z', objectToIndex: async () => null, ...change },
  }
  const move = () =>
    github.pushCommit({ repo, branch, files: { [`moved-${branch}`]: 'x' }, message: 'Moved' })
  const newCommits = async () => {
    const log = await github.log(repo, branch)
    return log.slice(
      0,
      Math.max(
        0,
        log.findIndex(({ sha }) => sha === headSha),
      ),
    )
  }
  return { branch, headSha, options, publish: () => publishCommit(options), move, newCommits }
}

test('a patch becomes exactly one commit on top of the diagnosed head', async () => {
  const { branch, headSha, publish, newCommits } = await start()

  const published = await publish()

  const commits = await newCommits()
  expect(commits).toMatchObject([{ parents: [headSha], message: 'Fix\n\nMillwright-Task: t' }])
  expect(published).toEqual({ outcome: 'pushed', sha: commits[0]?.sha })
  expect(await github.file(repo, branch, 'src/a.ts')).toBe('one\nTWO\nthree')
  expect(await github.file(repo, branch, 'src/new.ts')).toBe('new')
  expect(github.refUpdates(repo).at(-1)).toMatchObject({ forced: false, pusher: 'mill' })
})

test('the same call again makes no second commit', async () => {
  const { publish, newCommits } = await start()

  const [first, second] = [await publish(), await publish()]

  expect(first).toMatchObject({ outcome: 'pushed' })
  expect(second).toEqual({ ...first, outcome: 'already_pushed' })
  expect(await newCommits()).toHaveLength(1)
})

test('two calls at once make one commit', async () => {
  const { publish, newCommits } = await start()

  const results = await Promise.all([publish(), publish()])

  const [commit, ...others] = await newCommits()
  expect(others).toEqual([])
  for (const result of results) expect(result).toMatchObject({ sha: commit?.sha })
})

test('our commit is known again when somebody has pushed on top of it', async () => {
  const { publish, move } = await start()

  const first = await publish()
  await move()
  const second = await publish()

  expect(second).toEqual({ ...first, outcome: 'already_pushed' })
})

test('nothing is pushed to a head that moved', async () => {
  const { publish, move, newCommits } = await start()
  const head = await move()

  const published = await publish()

  expect(published).toEqual({ outcome: 'superseded', head })
  expect(await newCommits()).toHaveLength(1)
})

test('a branch that is gone is not brought back', async () => {
  const { branch, publish } = await start()
  const url = `${github.gitUrl}/${repo}.git`
  await gitOrThrow(['push', url, `:refs/heads/${branch}`], { cwd: copy.dir, token })

  const published = await publish()

  expect(published).toEqual({ outcome: 'superseded', head: null })
  expect(await github.head(repo, branch)).toBeNull()
})

test('a push that loses the race against a person leaves the branch as the person made it', async () => {
  const { branch, publish, move } = await start()
  const isPush = ({ method, path }: { method: string; path: string }) =>
    method === 'GET' && path.endsWith('/info/refs')
  const before = github.requests().filter(isPush).length
  github.faults.delayNext({ path: /git-receive-pack$/, method: 'POST', ms: 1000 })

  const publishing = publish()
  // Asked for the branch, fetched it, and asked again to push.
  await waitFor(() => github.requests().filter(isPush).length >= before + 3, { what: 'the push' })
  const head = await move()

  expect(await publishing).toEqual({ outcome: 'superseded', head })
  expect(await github.head(repo, branch)).toBe(head)
})

test('a call that is stopped at any moment and repeated makes one commit', async () => {
  const { options, publish, newCommits } = await start()

  for (const ms of [1, 20, 40, 60, 80, 100, 120, 140]) {
    const signal = AbortSignal.timeout(ms)
    const stopped = await publishCommit({ ...options, signal }).catch((error: unknown) => error)
    expect(stopped === signal.reason || isPublished(stopped), String(stopped)).toBe(true)
  }
  const published = await publish()

  expect(isPublished(published)).toBe(true)
  expect(await newCommits()).toHaveLength(1)
})

function isPublished(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'sha' in result
}

test('nothing is left on disk, and what a killed call left an hour ago is removed', async () => {
  const { publish } = await start()
  const old = join(dataDir, 'acme__web-killed')
  await mkdir(old)
  await utimes(old, 0, 0)

  await publish()

  expect(await readdir(dataDir)).toEqual([])
})

test('a git server that fails is an error without the token, and the next call succeeds', async () => {
  const { publish } = await start()
  github.faults.failNext({ path: /git-receive-pack$/, status: 503 })

  const failure = await publish().catch((error: unknown) => error)

  expect(failure).toMatchObject({ code: 'MW_GIT' })
  expect(String(failure)).not.toContain(token)
  expect(await publish()).toMatchObject({ outcome: 'pushed' })
})

const link = `diff --git a/x b/x
new file mode 120000
index 0000000000000000000000000000000000000000..1de565933b05f74c75ff9a6520af5f9f8a5a2f1d
--- /dev/null
+++ b/x
@@ -0,0 +1 @@
+/etc/passwd
\\ No newline at end of file
`
const submodule = link
  .replace('120000', '160000')
  .replace('/etc/passwd\n\\ No newline at end of file', `Subproject commit ${'1'.repeat(40)}`)
const refusals: [string, Partial<PublishOptions>, string][] = [
  ['the default branch', { branch: 'main' }, 'default'],
  ['a branch named as protected', { branch: 'release' }, 'protected'],
  ['a branch that is an option', { branch: '--force' }, 'name'],
  ['a branch that is another ref', { branch: 'a..b' }, 'name'],
  ['a repository that is a path', { repo: '../x' }, 'owner/name'],
  ['an empty patch', { patch: '' }, 'empty'],
  ['a patch over the limit', { patch: 'x'.repeat(1_000_001) }, 'too large'],
  ['a patch that does not apply', { patch: fix.replace('-two', '-zwei') }, 'does not apply'],
  [
    'a patch of which git made something else than was judged',
    { objectToIndex: async () => 'src/a.ts: other lines' },
    'other lines',
  ],
  ['words that are no patch', { patch: 'hello\n' }, 'does not apply'],
  ['a symbolic link', { patch: link }, 'no ordinary file'],
  ['a submodule', { patch: submodule }, 'no ordinary file'],
  ['a new executable', { patch: await patchOf({ 'tool.sh': 'x\n' }) }, 'no ordinary file'],
  ['a submodule list', { patch: await patchOf({ '.gitmodules': 'x\n' }) }, 'git itself'],
  ['a name with a backslash', { patch: await patchOf({ 'a\\b': 'x\n' }) }, 'odd characters'],
  [
    'a path out of the tree',
    { patch: fix.replaceAll('src/new.ts', '../new.ts') },
    'does not apply',
  ],
  ['a path into git', { patch: fix.replaceAll('src/new.ts', '.Git/hooks/x') }, 'does not apply'],
  [
    'a change of mode',
    { patch: 'diff --git a/run.sh b/run.sh\nold mode 100755\nnew mode 100644\n' },
    'what a file is',
  ],
]

test.each(refusals)('%s is refused, and nothing is pushed', async (_what, change, reason) => {
  const { publish, newCommits } = await start(change)
  const updates = github.refUpdates(repo).length

  const published = await publish()

  expect(published).toEqual({ outcome: 'refused', reason: expect.stringContaining(reason) })
  expect(await newCommits()).toEqual([])
  expect(github.refUpdates(repo)).toHaveLength(updates)
})

test('to find a commit pushes none, and finds it below others and where nothing may be pushed', async () => {
  const { options, headSha, publish, move } = await start()

  const before = await findPublished(options)
  const untouched = await github.head(repo, options.branch)
  const published = await publish()
  await move()

  expect([before, untouched]).toEqual([null, headSha])
  expect(published).toMatchObject({
    sha: await findPublished({ ...options, protectedBranches: [options.branch] }),
  })
})
