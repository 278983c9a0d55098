import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { applyPatch } from './apply-patch.ts'
import { checkOut, type Tree } from './git-directory.ts'
import { copyTree, keepDeps, keepSetup } from './keep-setup.ts'
import type { LeftOut } from './left-out.ts'
import { makePatch } from './make-patch.ts'
import { removeDirectory } from './remove-directory.ts'
import { restorePaths } from './restore.ts'
import { stage } from './stage.ts'
import { stagedPaths } from './staged-paths.ts'

type More = Pick<Workspace, 'mirrorObjects' | 'leftOut' | 'diskFreeBytes'>

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
  /** For what setup installs outside the tree; a jail may write it during setup alone. */
  readonly depsDir: string
  /** For what a setup with a patch downloads; nothing of it outlives `reset`. */
  readonly cacheDir: string
  readonly headSha: string
  /** Bytes that were free on the disk when the tree was fresh. */
  readonly diskFreeBytes: number
  /** What of the commit is not in the tree. */
  readonly leftOut: LeftOut
  readonly #root: string
  readonly #submodules: ReadonlySet<string>
  #last: Promise<unknown> = Promise.resolve()
  #isSetUp = false
  #isPatched = false

  constructor(root: string, tree: Tree, more: More) {
    this.dir = tree.dir
    this.gitDir = tree.gitDir
    this.headSha = tree.headSha
    this.sideDir = join(root, 'side')
    this.depsDir = join(root, 'deps')
    this.cacheDir = join(root, 'cache')
    this.diskFreeBytes = more.diskFreeBytes
    this.mirrorObjects = more.mirrorObjects
    this.#root = root
    this.leftOut = more.leftOut
    this.#submodules = new Set(more.leftOut.submodules)
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
    return this.#inTurn(() => {
      this.#isPatched = true
      return applyPatch(this, patch)
    })
  }

  /** Whether a patch was applied, or tried, since the last `reset`. */
  get isPatched(): boolean {
    return this.#isPatched
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

  /**
   * Keeps what setup commands have added to the tree and outside it, and undoes what they did to
   * files of the commit. From now on this is part of the tree, also after `reset`, and of no patch.
   * @throws WorkspaceError MW_SETUP_REFUSED when they cannot be kept.
   */
  keepSetup(): Promise<void> {
    return this.#inTurn(async () => {
      await keepSetup(this, this.#submodules, this.#setupDir)
      await keepDeps(this.depsDir, this.#setupDepsDir)
      this.#isSetUp = true
    })
  }

  /**
   * The tree as it was checked out and set up: also ignored files are gone, and what was installed
   * or downloaded since.
   */
  reset(): Promise<void> {
    return this.#inTurn(async () => {
      const dirs = [this.dir, this.depsDir, this.cacheDir]
      for (const dir of dirs) await removeDirectory(dir)
      if (this.#isSetUp) {
        await copyTree(this.#setupDir, this.dir)
        await copyTree(this.#setupDepsDir, this.depsDir)
        await mkdir(this.cacheDir)
      } else {
        for (const dir of dirs) await mkdir(dir)
        await checkOut(this)
      }
      this.#isPatched = false
    })
  }

  /** Removes everything of this attempt. May be called twice. */
  close(): Promise<void> {
    return this.#inTurn(() => removeDirectory(this.#root))
  }

  get #setupDir(): string {
    return join(this.#root, 'setup')
  }

  get #setupDepsDir(): string {
    return join(this.#root, 'setup-deps')
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => {})
    return turn
  }
}
