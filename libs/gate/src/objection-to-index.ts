import type { GitOptions } from '@millwright/exec'
import { parsePatch } from './patch/parse-patch.ts'
import { readOtherwise } from './read-otherwise.ts'

/**
 * Why the index that git made of `patch` on `base` is not what the gate read in it, or null: git may
 * move a hunk to other lines than it names, and what people approved is what stands there.
 * `options` name the git directory and the index. Throws GitError when git fails.
 */
export async function objectionToIndex(
  options: GitOptions,
  base: string,
  patch: string,
): Promise<string | null> {
  const [finding] = await readOtherwise(options, base, parsePatch(patch))
  return finding === undefined ? null : `${finding.path}: ${finding.why}`
}
