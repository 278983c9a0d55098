import { git } from '@millwright/exec'
import { createGitRepository, temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { parsePatch } from './parse-patch.ts'

const dir = await temporaryDirectory()
const repository = await createGitRepository(dir, {
  'a.txt': 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n',
  'moved.txt': 'some\nlines\nthat\nstay\nas they\nare\n',
  'gone.txt': 'x\n',
  'no-end.txt': 'x',
  'b b/ä "c".txt': 'x\n',
  'data.bin': new Uint8Array([0, 1, 2, 3]),
  'run.sh': 'x\n',
})
const base = await repository.head()
await repository.git('mv', 'moved.txt', 'to here.txt')
await repository.git('update-index', '--chmod=-x', 'run.sh')
await repository.commit({
  files: {
    'a.txt': 'one\n2\nthree\nfour\nfive\nsix\nseven\neight\nnine\n10',
    'gone.txt': null,
    'no-end.txt': 'y',
    'b b/ä "c".txt': '--- a/x\n+++ b/x\n',
    'data.bin': new Uint8Array([0, 1, 2, 4]),
    'new/empty': '',
    'new/tab\tname': '\n\n+\n',
  },
  message: 'Many kinds of change',
})
const patch = `${await repository.git('diff', '--binary', '--full-index', '-M', base, 'HEAD')}\n`

/** What git would do with a patch: added lines, removed lines and path; null when it refuses. */
async function asGitReadsIt(text: string): Promise<string[] | null> {
  const read = await git(['apply', '--numstat', '-z', '-'], { cwd: dir, stdin: text })
  if (read.exitCode !== 0) return null
  return read.stdout.split('\0').filter((entry) => entry !== '')
}

function asTheGateReadsIt(text: string): string[] | null {
  try {
    return parsePatch(text).map(({ path, isBinary, hunks }) => {
      const count = (wanted: string) => hunks.flat().filter(({ kind }) => kind === wanted).length
      return isBinary ? `-\t-\t${path}` : `${count('added')}\t${count('removed')}\t${path}`
    })
  } catch {
    return null
  }
}

test('every kind of change that git writes is read as git reads it', async () => {
  const read = asTheGateReadsIt(patch)

  expect(read).toHaveLength(8)
  expect(read?.toSorted()).toEqual((await asGitReadsIt(patch))?.toSorted())
})

test('in a patch that somebody changed by hand, the gate misses nothing that git would do', async () => {
  const lines = patch.split('\n')
  const strange = ['+x', '-x', ' x', '\\ No newline at end of file', '@@ -1 +1 @@', '--- a/z', '']
  const mutants = Array.from({ length: 150 }, (_, n) => {
    const copy = [...lines]
    const at = (n * 37) % (lines.length - 1)
    const kind = n % 4
    if (kind === 0) copy.splice(at, 1)
    if (kind === 1) copy.splice(at, 0, strange[n % strange.length] ?? '')
    if (kind === 2) copy.splice(at, 0, lines[(n * 53) % lines.length] ?? '')
    if (kind === 3) copy[at] = (copy[at] ?? '').replace(/\d/, '7')
    return copy.join('\n')
  })

  let compared = 0
  for (const mutant of mutants) {
    const ours = asTheGateReadsIt(mutant)
    // What the gate refuses is never published, whatever git thinks of it.
    if (ours === null) continue
    const theirs = await asGitReadsIt(mutant)
    if (theirs === null) continue
    expect(ours, mutant).toEqual(expect.arrayContaining(theirs))
    compared += 1
  }
  expect(compared).toBeGreaterThan(10)
})
