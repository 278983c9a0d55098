import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '@millwright/exec'
import { PATCH_BYTES_MAX } from '@millwright/protocol'
import { checkOut, type Tree } from './git-directory.ts'
import { makePatch } from './make-patch.ts'
import { removeDirectory } from './remove-directory.ts'
import { restorePaths } from './restore.ts'
import { stage } from './stage.ts'
import { stagedPaths } from './staged-paths.ts'
import { WorkspaceError } from './workspace-error.ts'

/**
 * One attempt's tree at exactly one commit. The tree belongs to strangers: call a method only when
 * no command runs in the jail, and open no path of the tree outside it. Calls follow one another.
 */
export class Workspace {
  /** The tree. It holds no `.git`. */
  readonly dir: string
  readonly gitDir: string
  readonly mirrorObjects: string
  /** For files of ours that a jail may read. */
  readonly sideDir: string
  readonly headSha: string
  readonly #root: string
  readonly #submodules: ReadonlySet<string>
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    root: string,
    tree: Tree,
    more: { mirrorObjects: string; submodules: ReadonlySet<string> },
  ) {
    this.dir = tree.dir
    this.gitDir = tree.gitDir
    this.headSha = tree.headSha
    this.sideDir = join(root, 'side')
    this.mirrorObjects = more.mirrorObjects
    this.#root = root
    this.#submodules = more.submodules
  }

  /**
   * Every change but ignored files, as `git diff --binary --full-index`; empty without any.
   * @throws WorkspaceError MW_PATCH_LIMIT or MW_TREE_REFUSED.
   */
  patch(): Promise<string> {
    return this.#inTurn(async () => {
      const index = await stage(this, this.#submodules)
      return index === null ? '' : makePatch(this, index)
    })
  }

  /** Paths that `patch` would change. Throws as it does. */
  changedPaths(): Promise<string[]> {
    return this.#inTurn(async () => {
      const index = await stage(this, this.#submodules)
      return index === null ? [] : (await stagedPaths(this, index)).map(({ path }) => path)
    })
  }

  /**
   * All or nothing; writes through no link and outside the tree never.
   * @throws WorkspaceError MW_PATCH_APPLY or MW_PATCH_LIMIT.
   */
  applyPatch(patch: string): Promise<void> {
    return this.#inTurn(() => this.#apply(patch))
  }

  /**
   * Puts every changed file back whose path matches, new ones included. Ignored files stay, so it
   * proves something only after `reset` and `applyPatch`.
   */
  restore(isMatch: (path: string) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      const index = await stage(this, this.#submodules)
      if (index !== null) await restorePaths(this, index, isMatch)
    })
  }

  /** The tree as it was checked out: also ignored files are gone. */
  reset(): Promise<void> {
    return this.#inTurn(async () => {
      await removeDirectory(this.dir)
      await mkdir(this.dir)
      await checkOut(this)
    })
  }

  /** Removes everything of this attempt. May be called twice. */
  close(): Promise<void> {
    return this.#inTurn(() => removeDirectory(this.#root))
  }

  async #apply(patch: string): Promise<void> {
    if (patch === '') return
    if (Buffer.byteLength(patch) > PATCH_BYTES_MAX) {
      throw new WorkspaceError('MW_PATCH_LIMIT', `a patch is at most ${PATCH_BYTES_MAX} bytes`)
    }
    const applied = await git(['apply', '--whitespace=nowarn', '-'], {
      cwd: this.dir,
      gitDir: this.gitDir,
      workTree: this.dir,
      stdin: patch,
    })
    if (applied.exitCode === 0) return
    throw new WorkspaceError('MW_PATCH_APPLY', `the patch does not fit: ${applied.stderr.trim()}`)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => {})
    return turn
  }
}
