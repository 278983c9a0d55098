import { createSecretFinder } from '@millwright/logger'
import { type Workspace, WorkspaceError } from '@millwright/workspace'

/** The change in a tree, or why it cannot be handed on. */
export type TakenPatch =
  | { readonly kind: 'patch'; readonly patch: string }
  | { readonly kind: 'too_large' | 'refused'; readonly why: string }

/**
 * Takes the patch out of a tree that strangers' commands have worked in. One that adds any of these
 * secrets is refused here: the lead's gate knows its own secrets, not those of a worker.
 */
export async function takePatch(tree: Workspace, secrets: readonly string[]): Promise<TakenPatch> {
  try {
    const patch = await tree.patch()
    if (createSecretFinder(secrets)(addedText(patch)).length === 0) return { kind: 'patch', patch }
    return { kind: 'refused', why: 'it holds a secret of the worker, or a part of one' }
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error
    if (error.code === 'MW_PATCH_LIMIT') return { kind: 'too_large', why: error.message }
    if (error.code === 'MW_TREE_REFUSED') return { kind: 'refused', why: error.message }
    throw error
  }
}

/** New lines and names as one text; what a repository held before may go on standing there. */
function addedText(patch: string): string {
  const added = patch.split('\n').filter((line) => /^(?:\+|(?:rename|copy) to )/.test(line))
  return added.map((line) => line.replace(/^\+/, '')).join('\n')
}
