import { gitOrThrow } from '@millwright/exec'
import { type CleanClone, openCleanClone } from './clean-clone.ts'
import { commitTree } from './commit-tree.ts'
import { fetchHead } from './fetch-head.ts'
import { landCommit } from './land-commit.ts'
import { objectionToTarget } from './objection-to-target.ts'
import { AUTHOR, type PublishOptions, type PublishResult } from './publish-commit.ts'
import { readRemote } from './read-remote.ts'
import type { Remote } from './remote.ts'

export interface RevertOptions extends Omit<PublishOptions, 'patch' | 'objectToIndex'> {
  /** The commit of ours that is taken back; its one parent is `headSha`. */
  commitSha: string
}

const LOCAL_TIMEOUT_MS = 30_000
/** Our commit and the one below it, whose tree is brought back. */
const DEPTH = 2

/**
 * Takes back the one commit that `publishCommit` made: a further commit on top of it with the tree
 * of the diagnosed head, pushed only while ours is still the branch's head. Nothing is rewritten,
 * and no other commit can be meant: the one named must stand right on `headSha`.
 * Called again after being killed at any moment it makes the same commit, never a second one.
 * Throws GitError when git or the network fails; then it may be called again.
 */
export async function revertCommit(options: RevertOptions): Promise<PublishResult> {
  return revert(options, true)
}

/**
 * The commit that `revertCommit` makes, where the branch holds it already; else null. It pushes
 * nothing, so a branch that was protected meanwhile may be looked at as well.
 */
export async function findReverted(options: RevertOptions): Promise<string | null> {
  const found = await revert({ ...options, protectedBranches: [] }, false)
  return found.outcome === 'already_pushed' ? found.sha : null
}

async function revert(options: RevertOptions, mayPush: boolean): Promise<PublishResult> {
  const reason = objectionToTarget(options)
  if (reason !== null) return { outcome: 'refused', reason }
  const clone = await openCleanClone(options.dataDir, options.repo)
  try {
    return await revertFrom(clone, options, mayPush)
  } finally {
    await clone.close()
  }
}

async function revertFrom(
  clone: CleanClone,
  options: RevertOptions,
  mayPush: boolean,
): Promise<PublishResult> {
  const { branch, headSha, commitSha, token, message, committedAt, signal } = options
  const url = `${options.gitUrl.replace(/\/+$/, '')}/${options.repo}.git`
  const remote: Remote = { url, branch, token, signal }
  const { head, defaultBranch } = await readRemote(remote)
  if (defaultBranch === branch) {
    return { outcome: 'refused', reason: `${branch} is the default branch` }
  }
  if (head === null || (!mayPush && head === commitSha)) return { outcome: 'superseded', head }
  const isThere = await fetchHead(clone, remote, commitSha, head, DEPTH)
  if (!isThere) return { outcome: 'superseded', head }

  const local = { gitDir: clone.gitDir, signal, timeoutMs: LOCAL_TIMEOUT_MS }
  const parents = await gitOrThrow(['rev-list', '--parents', '-n', '1', commitSha], local)
  if (parents.stdout.trim() !== `${commitSha} ${headSha}`) {
    return { outcome: 'refused', reason: `${commitSha} does not stand on the diagnosed head` }
  }
  const tree = await gitOrThrow(['rev-parse', `${headSha}^{tree}`], local)
  const { author = AUTHOR } = options
  const commit = { tree: tree.stdout.trim(), parent: commitSha, message, committedAt, author }
  const sha = await commitTree(clone, commit, signal)
  return landCommit(clone, remote, { parent: commitSha, sha, head })
}
