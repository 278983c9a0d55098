import { gitOrThrow } from '@millwright/exec'
import type { CleanClone } from './clean-clone.ts'

const LOCAL_TIMEOUT_MS = 30_000

/**
 * Writes the one commit and gives back its sha. Everything that goes into the sha is an argument:
 * the same call makes the same commit on any machine at any time.
 */
export async function commitTree(
  clone: CleanClone,
  commit: {
    tree: string
    parent: string
    message: string
    /** ISO time. */
    committedAt: string
    author: { name: string; email: string }
  },
  signal?: AbortSignal,
): Promise<string> {
  const { name, email } = commit.author
  const date = `@${Math.floor(Date.parse(commit.committedAt) / 1000)} +0000`
  const written = await gitOrThrow(['commit-tree', commit.tree, '-p', commit.parent, '-F', '-'], {
    gitDir: clone.gitDir,
    env: {
      ...{ GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: date },
      ...{ GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email, GIT_COMMITTER_DATE: date },
    },
    stdin: commit.message,
    timeoutMs: LOCAL_TIMEOUT_MS,
    signal,
  })
  return written.stdout.trim()
}
