import { PATCH_BYTES_MAX, RepositoryName, Sha } from '@millwright/protocol'
import type { PublishOptions } from './publish-commit.ts'

/** What speaks against publishing before anything is asked of the server; null when nothing does. */
export function objectionToOptions(options: PublishOptions): string | null {
  const { repo, branch, headSha, patch, protectedBranches } = options
  if (!RepositoryName.safeParse(repo).success) return 'the repository is not named owner/name'
  if (!Sha.safeParse(headSha).success) return 'the diagnosed head is no commit'
  if (!isBranchName(branch)) return 'the branch has a name that git does not allow'
  if (protectedBranches.includes(branch)) return `${branch} is protected`
  if (patch === '') return 'the patch is empty'
  if (Buffer.byteLength(patch) > PATCH_BYTES_MAX) return 'the patch is too large'
  return null
}

/** The rules of `git check-ref-format`, https://git-scm.com/docs/git-check-ref-format, and `-`. */
function isBranchName(name: string): boolean {
  if (name === '' || name.length > 255 || /[\0-\x20\x7f~^:?*[\\]/.test(name)) return false
  if (name.startsWith('-') || name === 'HEAD' || name.includes('..') || name.includes('@{'))
    return false
  return name
    .split('/')
    .every((part) => part !== '' && !part.startsWith('.') && !/(\.lock|\.)$/.test(part))
}
