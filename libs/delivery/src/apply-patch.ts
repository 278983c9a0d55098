import { type GitOptions, gitOrThrow } from '@millwright/exec'
import { askGit } from './ask-git.ts'
import type { CleanClone } from './clean-clone.ts'
import { objectionToEntries } from './objection-to-entries.ts'

/** Each of these works on files of ours alone and takes no longer, in milliseconds. */
const LOCAL_TIMEOUT_MS = 60_000
/** The list of changed entries; a patch of the allowed size cannot make a longer one. */
const ENTRIES_BYTES_MAX = 5_000_000
const REASON_CHARS_MAX = 300

export type ObjectToIndex = (
  git: GitOptions,
  headSha: string,
  patch: string,
) => Promise<string | null>

/**
 * Applies the patch to the tree of `headSha` inside git's index, and looks at what git itself says
 * has changed: the words of the patch are not trusted. Nothing is written to disk as a file.
 */
export async function applyPatch(
  clone: CleanClone,
  headSha: string,
  { patch, objectToIndex }: { patch: string; objectToIndex: ObjectToIndex },
  signal?: AbortSignal,
): Promise<{ outcome: 'applied'; tree: string } | { outcome: 'refused'; reason: string }> {
  const env = { GIT_INDEX_FILE: clone.indexFile }
  const local: GitOptions = { gitDir: clone.gitDir, env, timeoutMs: LOCAL_TIMEOUT_MS, signal }
  await gitOrThrow(['read-tree', headSha], local)
  const apply = ['apply', '--cached', '--whitespace=nowarn', '-']
  const applied = await askGit(apply, { ...local, stdin: patch })
  if (applied.exitCode !== 0) {
    const reason = applied.stderr.replaceAll(/\s+/g, ' ').slice(0, REASON_CHARS_MAX)
    return { outcome: 'refused', reason: `the patch does not apply at ${headSha}: ${reason}` }
  }
  const diff = ['diff-index', '--cached', '--raw', '-z', '--no-renames', '--full-index', headSha]
  const entries = await gitOrThrow(diff, { ...local, outputBytesMax: ENTRIES_BYTES_MAX })
  const objection =
    objectionToEntries(entries.stdout) ?? (await objectToIndex(local, headSha, patch))
  if (objection !== null) return { outcome: 'refused', reason: objection }
  const tree = await gitOrThrow(['write-tree'], local)
  return { outcome: 'applied', tree: tree.stdout.trim() }
}
