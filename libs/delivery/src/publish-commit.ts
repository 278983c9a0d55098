import { applyPatch, type ObjectToIndex } from './apply-patch.ts'
import { type CleanClone, openCleanClone } from './clean-clone.ts'
import { commitTree } from './commit-tree.ts'
import { fetchHead } from './fetch-head.ts'
import { landCommit } from './land-commit.ts'
import { objectionToOptions } from './objection-to-options.ts'
import { readRemote } from './read-remote.ts'
import type { Remote } from './remote.ts'

export interface PublishOptions {
  /** Directory for the clones; each is made for one call and removed after it. */
  dataDir: string
  /** `owner/name`, found at `<gitUrl>/<owner>/<name>.git`. */
  repo: string
  gitUrl: string
  /** May push to this repository; handed to git through its environment alone. */
  token: string
  branch: string
  /** Branches that are never pushed to, besides the remote's own default branch. */
  protectedBranches: readonly string[]
  /** The diagnosed commit: the only one on which the patch may land. */
  headSha: string
  patch: string
  /** Why what git made of the patch is not what was judged, or null; asked before the commit. */
  objectToIndex: ObjectToIndex
  /** The whole commit message, trailers included. */
  message: string
  /** ISO time; author and committer date, so that the same call makes the same commit. */
  committedAt: string
  author?: { name: string; email: string }
  signal?: AbortSignal
}

export type PublishResult =
  | { outcome: 'pushed' | 'already_pushed'; sha: string }
  /** The branch's head is not the diagnosed one any more; null when the branch is gone. */
  | { outcome: 'superseded'; head: string | null }
  | { outcome: 'refused'; reason: string }

/** Under whose name commits appear unless told otherwise. */
export const AUTHOR = { name: 'Millwright', email: 'millwright@millwright.invalid' }

/**
 * Puts exactly one commit with the patch on top of `headSha` and pushes it to the branch.
 * Nothing of the repository is checked out or run: the patch is applied to git's index alone.
 * Called again after being killed at any moment it makes the same commit, never a second one.
 * Throws GitError when git or the network fails; then it may be called again.
 */
export async function publishCommit(options: PublishOptions): Promise<PublishResult> {
  return publish(options, true)
}

/**
 * The commit that `publishCommit` makes, where the branch holds it already; else null. It pushes
 * nothing, so a branch that was protected meanwhile may be looked at as well.
 */
export async function findPublished(options: PublishOptions): Promise<string | null> {
  const found = await publish({ ...options, protectedBranches: [] }, false)
  return found.outcome === 'already_pushed' ? found.sha : null
}

async function publish(options: PublishOptions, mayPush: boolean): Promise<PublishResult> {
  const objection = objectionToOptions(options)
  if (objection !== null) return { outcome: 'refused', reason: objection }
  const clone = await openCleanClone(options.dataDir, options.repo)
  try {
    return await publishFrom(clone, options, mayPush)
  } finally {
    await clone.close()
  }
}

async function publishFrom(
  clone: CleanClone,
  options: PublishOptions,
  mayPush: boolean,
): Promise<PublishResult> {
  const { branch, headSha, token, message, committedAt, author = AUTHOR, signal } = options
  const url = `${options.gitUrl.replace(/\/+$/, '')}/${options.repo}.git`
  const remote: Remote = { url, branch, token, signal }
  const { head, defaultBranch } = await readRemote(remote)
  if (defaultBranch === branch) return refused(`${branch} is the default branch`)
  // On a head that moved nothing is pushed any more: then the commit is looked for, and no more.
  if (head === null || (!mayPush && head === headSha)) return { outcome: 'superseded', head }
  const isThere = await fetchHead(clone, remote, headSha, head)
  if (!isThere) return { outcome: 'superseded', head }

  const applied = await applyPatch(clone, headSha, options, signal)
  if (applied.outcome === 'refused') return applied
  const commit = { tree: applied.tree, parent: headSha, message, committedAt, author }
  const sha = await commitTree(clone, commit, signal)

  return landCommit(clone, remote, { parent: headSha, sha, head })
}

function refused(reason: string): PublishResult {
  return { outcome: 'refused', reason }
}
