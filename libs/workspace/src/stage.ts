import { findChanges } from './find-changes.ts'
import { copyIndex, inTree, type Tree } from './git-directory.ts'

/**
 * Takes all changes of the tree into an index of their own and gives back its path; null when
 * there are none. The index of the checkout stays as it was.
 * @throws WorkspaceError MW_TREE_REFUSED or MW_PATCH_LIMIT.
 */
export async function stage(tree: Tree, submodules: ReadonlySet<string>): Promise<string | null> {
  const index = await copyIndex(tree, 'index.stage')
  const { present, gone } = await findChanges(tree, index, submodules)
  if (present.length + gone.length === 0) return null
  // First what is gone: a file may have become a folder of the same name, or the other way round.
  if (gone.length > 0) await updateIndex(tree, index, ['--force-remove'], gone)
  if (present.length > 0) await updateIndex(tree, index, ['--add', '--replace'], present)
  return index
}

async function updateIndex(tree: Tree, index: string, how: string[], paths: string[]) {
  const stdin = paths.map((path) => `${path}\0`).join('')
  await inTree(tree, ['update-index', ...how, '-z', '--stdin'], { index, stdin })
}
