/**
 * `MW_DISK_FULL`: the disk under the data directory has no room.
 * `MW_HEAD_GONE`: the server no longer has the commit, so its failure concerns nobody any more.
 * `MW_TREE_REFUSED`: the tree holds something we do not touch; the message names it.
 * `MW_PATCH_LIMIT`: the change is larger than a patch may be.
 * `MW_PATCH_APPLY`: the patch does not fit the tree.
 * `MW_SETUP_REFUSED`: what setup commands left behind cannot be kept; the message says why.
 * `MW_WORKSPACE`: the directory for the work cannot be made, locked or removed.
 */
export type WorkspaceErrorCode =
  | 'MW_DISK_FULL'
  | 'MW_HEAD_GONE'
  | 'MW_TREE_REFUSED'
  | 'MW_PATCH_LIMIT'
  | 'MW_PATCH_APPLY'
  | 'MW_SETUP_REFUSED'
  | 'MW_WORKSPACE'

/** A workspace cannot be opened, or what is in it cannot be handed on. */
export class WorkspaceError extends Error {
  readonly code: WorkspaceErrorCode

  constructor(code: WorkspaceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'WorkspaceError'
    this.code = code
  }
}
