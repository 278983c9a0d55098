import type { MaintenanceJob } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { retryByComment } from './retry-by-comment.ts'
import { retryTask } from './retry-task.ts'

type Wish = Extract<MaintenanceJob, { kind: 'retry' }>

/**
 * Retries a task for somebody who asks for it away from GitHub. It counts as a comment behind the
 * newest of its pull request at that time, so that word of one of these comes too late, and one
 * that was written since has its way.
 */
export async function retryByOperator(parts: Parts, wish: Wish): Promise<void> {
  const { task_id, actor, at } = wish
  const record = await parts.store.getTask(task_id)
  const pr = record?.task.inputs.pr_number
  if (!record || pr === undefined || at === undefined) {
    await retryTask(parts, task_id, actor)
    return
  }
  const { repo } = record.task
  const comments = await parts.github.listComments(repo, pr)
  const older = comments.filter(({ createdAt }) => Date.parse(createdAt) <= Date.parse(at))
  const commentId = 1 + Math.max(0, ...older.map((comment) => comment.commentId))
  await retryByComment(parts, { repo, pr, commentId, actor }, task_id)
}
