import { type GitOptions, gitOrThrow } from '@millwright/exec'
import { askGit } from './ask-git.ts'
import type { CleanClone } from './clean-clone.ts'
import type { Remote } from './remote.ts'

/** A fetch takes no longer, in milliseconds. */
const FETCH_TIMEOUT_MS = 10 * 60_000
const LOCAL_TIMEOUT_MS = 30_000
/** So many commits on top of ours are looked through for it. */
const COMMITS_MAX = 50

const FETCH = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head']

/**
 * Brings the diagnosed commit into the clone: alone while it is the branch's head, and with what
 * came after it when the branch moved on. `depth` is how many commits down from it are needed.
 * False when the branch no longer holds it.
 */
export async function fetchHead(
  clone: CleanClone,
  remote: Remote,
  headSha: string,
  currentHead: string,
  depth = 1,
): Promise<boolean> {
  const { url, branch, token, signal } = remote
  const online: GitOptions = { gitDir: clone.gitDir, token, signal, timeoutMs: FETCH_TIMEOUT_MS }
  if (currentHead === headSha) {
    await gitOrThrow([...FETCH, `--depth=${depth}`, '--', url, headSha], online)
    return true
  }
  await gitOrThrow([...FETCH, `--depth=${COMMITS_MAX}`, '--', url, `refs/heads/${branch}`], online)
  const local = { gitDir: clone.gitDir, signal, timeoutMs: LOCAL_TIMEOUT_MS }
  const known = await askGit(['cat-file', '-e', `${headSha}^{commit}`], local)
  return known.exitCode === 0
}
