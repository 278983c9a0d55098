import { type Workspace, WorkspaceError } from '@millwright/workspace'

/** The change in a tree, or why it cannot be handed on. */
export type TakenPatch =
  | { readonly kind: 'patch'; readonly patch: string }
  | { readonly kind: 'too_large' | 'refused'; readonly why: string }

/** Takes the patch out of a tree that strangers' commands have worked in. */
export async function takePatch(tree: Workspace): Promise<TakenPatch> {
  try {
    return { kind: 'patch', patch: await tree.patch() }
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error
    if (error.code === 'MW_PATCH_LIMIT') return { kind: 'too_large', why: error.message }
    if (error.code === 'MW_TREE_REFUSED') return { kind: 'refused', why: error.message }
    throw error
  }
}
