import type { WorkflowRun } from '@millwright/github'
import type { Sighting } from '@millwright/store'
import type { Parts } from '../parts.ts'
import { judgeByCi } from './judge-by-ci.ts'

/**
 * Files what a green run shows of the verdict on a failure that was red there. Repeating it changes
 * nothing.
 */
export async function judgeVerdict(
  { store }: Pick<Parts, 'store'>,
  { failure_id }: Pick<Sighting, 'failure_id'>,
  { headSha, updatedAt }: Pick<WorkflowRun, 'headSha' | 'updatedAt'>,
): Promise<void> {
  const taskId = (await store.getFailure(failure_id))?.task_id ?? null
  const task = taskId === null ? null : ((await store.getTask(taskId))?.task ?? null)
  if (task === null) return
  const { task_id, verdict, repo, inputs } = task
  const place = String(inputs.pr_number ?? inputs.branch)
  const there = await store.tasksOfPullRequest(repo, place)
  const isOurs = there.some(({ delivery }) => delivery.commit_sha === headSha)
  const shown = judgeByCi(task, { sha: headSha, isOurs })
  if (shown === null) return
  await store.saveJudgement({ ...shown, task_id, verdict, by: 'ci', at: updatedAt })
}
