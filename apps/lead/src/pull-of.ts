import type { Pull, WorkflowRun } from '@millwright/github'
import type { Parts } from './parts.ts'

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
    const pull = await github.getPull(repo, number)
    const isItsHead = !pull.isFork && pull.headBranch === run.headBranch
    if (isItsHead && pull.state === 'open') return pull
  }
  return github.findPull(repo, isOwnBranch ? run.headBranch : run.headSha)
}
