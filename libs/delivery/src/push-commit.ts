import { GitError, git } from '@millwright/exec'
import type { CleanClone } from './clean-clone.ts'
import type { PublishResult } from './publish-commit.ts'
import { readRemote } from './read-remote.ts'
import type { Remote } from './remote.ts'

const PUSH_TIMEOUT_MS = 5 * 60_000
const REASON_CHARS_MAX = 300

/**
 * Pushes the commit, whose parent is `headSha`, while `headSha` is still the branch's head.
 *
 * `--force-with-lease=<branch>:<head>` is git's compare-and-swap, and no force here: our commit is
 * a child of the head that it demands, so what it lets through is always a fast-forward. A plain
 * push would also bring a branch back that was deleted or set back in the meantime.
 */
export async function pushCommit(
  clone: CleanClone,
  remote: Remote,
  headSha: string,
  sha: string,
): Promise<PublishResult> {
  const { url, branch, token, signal } = remote
  const ref = `refs/heads/${branch}`
  const args = ['push', '--porcelain', '--no-verify', `--force-with-lease=${ref}:${headSha}`]
  const pushed = await git([...args, '--', url, `${sha}:${ref}`], {
    gitDir: clone.gitDir,
    token,
    signal,
    timeoutMs: PUSH_TIMEOUT_MS,
  })
  if (pushed.exitCode === 0) return { outcome: 'pushed', sha }
  // Whatever git says, the server knows: the answer to a push that arrived may have been lost.
  const { head } = await readRemote(remote)
  if (head === sha) return { outcome: 'pushed', sha }
  if (head !== headSha) return { outcome: 'superseded', head }
  const rejected = /^!\t[^\t]*\t(.*)$/m.exec(pushed.stdout)?.[1]
  if (rejected === undefined) throw new GitError(args, pushed)
  return { outcome: 'refused', reason: rejected.slice(0, REASON_CHARS_MAX) }
}
