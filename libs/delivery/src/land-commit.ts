import { askGit } from './ask-git.ts'
import type { CleanClone } from './clean-clone.ts'
import type { PublishResult } from './publish-commit.ts'
import { pushCommit } from './push-commit.ts'
import type { Remote } from './remote.ts'

const LOCAL_TIMEOUT_MS = 30_000

/**
 * Pushes a commit while its parent is the branch's head. Where the branch has moved, the commit is
 * looked for below its head: it was moved by an earlier push of ours, perhaps with more on top, or
 * by somebody else.
 */
export async function landCommit(
  clone: CleanClone,
  remote: Remote,
  { parent, sha, head }: { parent: string; sha: string; head: string },
): Promise<PublishResult> {
  if (head === parent) return pushCommit(clone, remote, parent, sha)
  const found = await askGit(['merge-base', '--is-ancestor', sha, head], {
    gitDir: clone.gitDir,
    signal: remote.signal,
    timeoutMs: LOCAL_TIMEOUT_MS,
  })
  return found.exitCode === 0 ? { outcome: 'already_pushed', sha } : { outcome: 'superseded', head }
}
