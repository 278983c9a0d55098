import { writeFile } from 'node:fs/promises'
import { GitError, git } from '@millwright/exec'
import { PATCH_BYTES_MAX } from '@millwright/protocol'
import { attributesFile, ownAttributes, placeOf, type Tree } from './git-directory.ts'
import { stagedPaths } from './staged-paths.ts'
import { WorkspaceError } from './workspace-error.ts'

const form = ['--cached', '--binary', '--full-index', '--no-renames', '--no-color', '-p']

/**
 * The difference between a staged index and the commit, complete and applicable as it stands.
 * Files that are text but no UTF-8 are shown as binary: a string could not carry them.
 * @throws WorkspaceError MW_PATCH_LIMIT.
 */
export async function makePatch(tree: Tree, index: string): Promise<string> {
  const patch = await difference(tree, index, [])
  if (!patch.includes('\uFFFD')) return patch
  const foreign: string[] = []
  for (const { path } of await stagedPaths(tree, index)) {
    if ((await difference(tree, index, ['--', path])).includes('\uFFFD')) foreign.push(path)
  }
  const lines = foreign.map((path) => `${attributePattern(path)} -diff\n`)
  await writeFile(attributesFile(tree.gitDir), ownAttributes + lines.join(''))
  return difference(tree, index, [])
}

async function difference(tree: Tree, index: string, paths: string[]): Promise<string> {
  const args = ['diff-index', ...form, tree.headSha, ...paths]
  const diff = await git(args, {
    ...placeOf(tree),
    env: { GIT_INDEX_FILE: index, GIT_LITERAL_PATHSPECS: '1' },
    outputBytesMax: PATCH_BYTES_MAX,
  })
  if (diff.truncated) {
    throw new WorkspaceError('MW_PATCH_LIMIT', `the patch is larger than ${PATCH_BYTES_MAX} bytes`)
  }
  if (diff.exitCode !== 0) throw new GitError(args, diff)
  return diff.stdout
}

/** Matches exactly one path; quoted as gitattributes(5) and gitignore(5) say. */
function attributePattern(path: string): string {
  const literal = `/${path}`.replaceAll(/[*?[\]\\]/g, '\\$&')
  return `"${literal.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`
}
