import { RepositoryName, Sha } from '@millwright/protocol'

/** Where a commit of ours is to go. */
export interface Target {
  /** `owner/name`, found at `<gitUrl>/<owner>/<name>.git`. */
  repo: string
  branch: string
  /** Branches that are never pushed to, besides the remote's own default branch. */
  protectedBranches: readonly string[]
  /** The diagnosed commit. */
  headSha: string
}

/** What speaks against a target before the server is asked; null when nothing does. */
export function objectionToTarget(target: Target): string | null {
  const { repo, branch, headSha, protectedBranches } = target
  if (!RepositoryName.safeParse(repo).success) return 'the repository is not named owner/name'
  if (!Sha.safeParse(headSha).success) return 'the diagnosed head is no commit'
  if (!isBranchName(branch)) return 'the branch has a name that git does not allow'
  if (protectedBranches.includes(branch)) return `${branch} is protected`
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
