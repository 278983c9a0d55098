import { inTree, type Tree } from './git-directory.ts'

/** One path that differs between a commit and an index. */
export type StagedPath = {
  path: string
  /** At the commit; mode `000000` when it is not in it. */
  mode: string
  object: string
}

/** What a staged index changes. */
export async function stagedPaths(tree: Tree, index: string): Promise<StagedPath[]> {
  const args = ['diff-index', '--cached', '--raw', '-z', '--full-index', '--no-renames']
  const { stdout } = await inTree(tree, [...args, tree.headSha], { index })
  const fields = stdout.split('\0')
  const paths: StagedPath[] = []
  // `:<old mode> <new mode> <old object> <new object> <status>`, then the path, each ended by NUL.
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [mode = '', , object = ''] = (fields[at] ?? '').slice(1).split(' ')
    paths.push({ path: fields[at + 1] ?? '', mode, object })
  }
  return paths
}
