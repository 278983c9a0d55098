import type { Parts } from '../parts.ts'
import { retryByComment } from './retry-by-comment.ts'
import { retryTask } from './retry-task.ts'

/**
 * Retries a task for somebody who asks for it away from GitHub. It counts as a comment behind the
 * newest of its pull request, so that word of one of these comes too late; no clock has a say in it.
 */
export async function retryByOperator(parts: Parts, taskId: string, actor: string): Promise<void> {
  const record = await parts.store.getTask(taskId)
  const pr = record?.task.inputs.pr_number
  if (!record || pr === undefined) {
    await retryTask(parts, taskId, actor)
    return
  }
  const { repo } = record.task
  const comments = await parts.github.listComments(repo, pr)
  const commentId = 1 + Math.max(0, ...comments.map((comment) => comment.commentId))
  await retryByComment(parts, { repo, pr, commentId, actor }, taskId)
}
