import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGitRepository, seededRandom, temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { gateRepository } from './gate-repository.ts'
import { strangePatches } from './strange-patches.fixture.ts'

const limits = { files: 1_000, lines: 10_000 }

async function start(files: Record<string, string>) {
  const dir = await temporaryDirectory()
  const repository = await createGitRepository(dir, files)
  const patchOf = async (path: string, text: string, ...options: string[]) => {
    await repository.commit({ files: { [path]: text }, message: 'Change' })
    const patch = await repository.git('diff', ...options, 'HEAD~1', 'HEAD')
    await repository.git('reset', '--quiet', '--hard', 'HEAD~1')
    return `${patch}\n`
  }
  return { ...repository, patchOf }
}

const lines = Array.from({ length: 40 }, (_, at) => `line ${at + 1}\n`)
const text = lines.join('')

test('a hunk that git would apply at another line than it names is refused', async () => {
  const { dir, patchOf } = await start({ 'src/a.ts': text })
  const patch = await patchOf('src/a.ts', text.replace('line 30', 'line thirty'))
  const moved = patch.replace('@@ -27,7 +27,7 @@', '@@ -7,7 +7,7 @@')

  const [asItIs, asMoved] = await Promise.all(
    [patch, moved].map((one) => gateRepository({ repoDir: dir, patch: one })),
  )

  expect(asItIs?.decision).toBe('pass')
  expect(asMoved).toMatchObject({
    decision: 'block',
    findings: [{ rule: 'read-otherwise', path: 'src/a.ts' }],
  })
})

test('a file of hundreds of thousands of lines is compared like any other', async () => {
  const long = text.repeat(8_000)
  const { dir, patchOf } = await start({ 'data/a.txt': long })
  const patch = await patchOf('data/a.txt', long.replace('line 30', 'line thirty'))

  expect(await gateRepository({ repoDir: dir, patch })).toMatchObject({ decision: 'pass' })
})

test('a folder inside the checkout stands for the whole of it', async () => {
  const { dir, patchOf } = await start({ 'src/a.ts': text, 'lib/b.ts': text })
  const patch = await patchOf('lib/b.ts', text.replace('line 30', 'line thirty'))

  const result = await gateRepository({ repoDir: join(dir, 'src'), patch })

  expect(result).toMatchObject({ decision: 'pass', findings: [] })
})

test('a repository whose path has a colon, quotes and spaces is read like any other', async () => {
  const folder = join(await temporaryDirectory(), 'a "b": c')
  await mkdir(folder)
  const { git } = await createGitRepository(folder, { 'a.ts': 'const a = 1\n' })
  await git('config', 'apply.ignoreWhitespace', 'change')
  const patch = `diff --git a/a.ts b/a.ts\nindex ${'1'.repeat(7)}..${'2'.repeat(7)} 100644\n--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-const a = 1\n+const a = 2\n`

  const result = await gateRepository({ repoDir: folder, patch })
  const spaced = await gateRepository({ repoDir: folder, patch: patch.replace('a = 1', 'a  =  1') })

  expect(result.decision).toBe('pass')
  // By its own configuration the repository would let this one apply.
  expect(spaced).toMatchObject({ decision: 'block', findings: [{ rule: 'read-otherwise' }] })
})

test('more than 100 files are not compared, and refused', async () => {
  const { dir, commit, git } = await start({ a: 'x\n' })
  const many = Array.from({ length: 101 }, (_, at): [string, string] => [`src/${at}.ts`, 'x\n'])
  await commit({ files: Object.fromEntries(many), message: 'Many' })
  const patch = `${await git('diff', 'HEAD~1', 'HEAD')}\n`
  await git('reset', '--quiet', '--hard', 'HEAD~1')

  const result = await gateRepository({ repoDir: dir, patch, limits })

  expect(result).toMatchObject({ decision: 'block', findings: [{ rule: 'read-otherwise' }] })
})

/** Findings that say: nobody here knows what this patch would do. */
const UNREAD = [
  ...['unreadable-patch', 'does-not-apply', 'read-otherwise', 'gate-error', 'binary-file'],
]

/** What `git apply` really does with a patch in a checkout of its own; null when it refuses. */
async function reallyApplied(origin: string, patchFile: string) {
  const dir = await temporaryDirectory()
  const { git } = await createGitRepository(dir, {})
  await git('fetch', '--quiet', origin, 'HEAD')
  await git('checkout', '--quiet', '--detach', 'FETCH_HEAD')
  try {
    await git('apply', '--whitespace=nowarn', patchFile)
  } catch {
    return null
  }
  await git('add', '--all', '--force')
  const names = await git('diff', '--cached', '--name-only', '--no-renames', '-z', 'HEAD')
  return { dir, paths: names.split('\0').filter((name) => name !== '') }
}

test.each([3, 4])(
  'whatever patch is made of git’s output with the seed %i, the gate believes what git does or refuses it',
  async (seed) => {
    const { dir, git, patches } = await strangePatches(
      await temporaryDirectory(),
      seededRandom(seed),
    )
    let agreed = 0
    for (const { file, patch, believed } of patches) {
      const result = await gateRepository({ repoDir: dir, patch, limits })
      const isRefused = result.findings.some(({ rule }) => UNREAD.includes(rule))
      if (isRefused || believed === null) {
        // The gate has no belief about what it cannot read.
        expect(isRefused, patch).toBe(true)
        continue
      }
      const real = await reallyApplied(dir, file)
      expect(real?.paths.toSorted(), patch).toEqual(believed.paths.toSorted())
      for (const { path, number, text: line } of believed.lines) {
        const after = await readFile(join(real?.dir ?? '', path), 'utf8')
        expect(after.split('\n')[number - 1], patch).toBe(line)
      }
      agreed += 1
    }

    expect(agreed).toBeGreaterThan(3)
    expect(await git('status', '--porcelain')).toBe('')
  },
  60_000,
)
