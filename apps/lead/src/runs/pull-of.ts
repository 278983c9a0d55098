import { GitHubError, type Pull, type WorkflowRun } from '@millwright/github'
import type { Parts } from '../parts.ts'

/**
 * The open pull request that a run is for, if there is one. Where the run itself names one alone it
 * is asked for by its number: this costs no more, and tells of conflicts as well.
 */
export async function pullOf(
  { github }: Pick<Parts, 'github'>,
  repo: string,
  run: Pick<WorkflowRun, 'pulls' | 'headRepo' | 'headBranch' | 'headSha'>,
): Promise<Pull | null> {
  const isOwnBranch = run.headRepo === repo && run.headBranch !== ''
  const [number, ...others] = run.pulls
  if (isOwnBranch && number !== undefined && others.length === 0) {
    const pull = await pullIfThere(github, repo, number)
    const isItsHead = pull?.isFork === false && pull.headBranch === run.headBranch
    if (isItsHead && pull.state === 'open') return pull
  }
  return github.findPull(repo, isOwnBranch ? run.headBranch : run.headSha)
}

/** Null where GitHub knows no such pull request. */
async function pullIfThere(
  github: Parts['github'],
  repo: string,
  number: number,
): Promise<Pull | null> {
  try {
    return await github.getPull(repo, number)
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'MW_GITHUB_NOT_FOUND') return null
    throw error
  }
}
