import { copyFile, mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gitOrThrow } from '@millwright/exec'

/** Checking out is writing files; a large tree on a slow disk takes its time. */
const CHECKOUT_TIMEOUT_MS = 10 * 60_000

const config = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = false
	logallrefupdates = false
[checkout]
	workers = 0
`

/**
 * Attributes here outrank those in the tree: nothing filters contents, and nothing but the contents
 * themselves decides whether a change is shown as text.
 */
export const ownAttributes = '* !diff !filter\n'

/** The place of our own attributes in a git directory. */
export const attributesFile = (gitDir: string) => join(gitDir, 'info/attributes')

/**
 * Makes a git directory at one commit, which borrows the objects of a mirror
 * (gitrepository-layout(5)). It is a few small files, whatever the size of the repository.
 */
export async function makeGitDirectory(
  gitDir: string,
  mirrorObjects: string,
  headSha: string,
): Promise<void> {
  for (const folder of ['objects/info', 'refs', 'info']) {
    await mkdir(join(gitDir, folder), { recursive: true })
  }
  await writeFile(join(gitDir, 'HEAD'), `${headSha}\n`)
  await writeFile(join(gitDir, 'config'), config)
  await writeFile(join(gitDir, 'objects/info/alternates'), `${mirrorObjects}\n`)
  await writeFile(attributesFile(gitDir), ownAttributes)
}

export type Tree = { dir: string; gitDir: string; headSha: string }

/** Fills an empty folder with the files of the commit. */
export async function checkOut(tree: Tree, signal?: AbortSignal): Promise<void> {
  await rm(join(tree.gitDir, 'index'), { force: true })
  await inTree(tree, ['read-tree', '-u', '--reset', tree.headSha], { signal })
}

/**
 * Where git works on the tree. Its configuration is the one above, which names no driver, and
 * which commands in the jail can read only.
 */
export function placeOf({ dir, gitDir }: Pick<Tree, 'dir' | 'gitDir'>) {
  return { cwd: dir, gitDir, workTree: dir, hasOwnConfig: true } as const
}

/** Runs git on the tree. Only ever after everything that ran in the jail has ended. */
export function inTree(
  tree: Tree,
  args: readonly string[],
  more: { index?: string; stdin?: string; signal?: AbortSignal | undefined } = {},
) {
  return gitOrThrow(args, {
    ...placeOf(tree),
    timeoutMs: CHECKOUT_TIMEOUT_MS,
    stdin: more.stdin,
    signal: more.signal,
    ...(more.index === undefined ? {} : { env: { GIT_INDEX_FILE: more.index } }),
  })
}

/**
 * A copy of the index as it was checked out, for one comparison. It keeps the index's time: git
 * looks again at files as young as their index, and would miss an edit of the same size made in
 * the second of the checkout (https://git-scm.com/docs/racy-git).
 */
export async function copyIndex({ gitDir }: Tree, name: string): Promise<string> {
  const copy = join(gitDir, name)
  const index = join(gitDir, 'index')
  await copyFile(index, copy)
  const { atime, mtime } = await stat(index)
  await utimes(copy, atime, mtime)
  return copy
}
