import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inTree, type Tree } from './git-directory.ts'
import { stagedPaths } from './staged-paths.ts'

/** Puts the staged changes back whose path matches: content, mode and existence at the commit. */
export async function restorePaths(
  tree: Tree,
  index: string,
  isMatch: (path: string) => boolean,
): Promise<void> {
  const matching = (await stagedPaths(tree, index)).filter(({ path }) => isMatch(path))
  if (matching.length === 0) return
  const wanted = join(tree.gitDir, 'index.wanted')
  await copyFile(index, wanted)
  // What is to go comes first: it may be a file where a folder was, or the other way round.
  const ordered = matching.toSorted((a, b) => Number(isNew(b)) - Number(isNew(a)))
  const stdin = ordered.map((p) => `${p.mode} ${p.object}\t${p.path}\0`).join('')
  await inTree(tree, ['update-index', '--replace', '-z', '--index-info'], { index: wanted, stdin })
  const written = await inTree(tree, ['write-tree'], { index: wanted })
  // Git itself makes the tree so, because it writes through no link and into no strange folder.
  await inTree(tree, ['read-tree', '-u', '--reset', written.stdout.trim()], { index })
}

const isNew = ({ mode }: { mode: string }) => mode === '000000'
