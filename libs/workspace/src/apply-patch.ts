import { git } from '@millwright/exec'
import { PATCH_BYTES_MAX } from '@millwright/protocol'
import { placeOf, type Tree } from './git-directory.ts'
import { WorkspaceError } from './workspace-error.ts'

/** All or nothing. @throws WorkspaceError MW_PATCH_APPLY or MW_PATCH_LIMIT. */
export async function applyPatch(tree: Tree, patch: string): Promise<void> {
  if (patch === '') return
  if (Buffer.byteLength(patch) > PATCH_BYTES_MAX) {
    throw new WorkspaceError('MW_PATCH_LIMIT', `a patch is at most ${PATCH_BYTES_MAX} bytes`)
  }
  const applied = await git(['apply', '--whitespace=nowarn', '-'], {
    ...placeOf(tree),
    stdin: patch,
  })
  if (applied.exitCode === 0) return
  throw new WorkspaceError('MW_PATCH_APPLY', `the patch does not fit: ${applied.stderr.trim()}`)
}
