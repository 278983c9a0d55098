import { renderComment, upsertComment } from '@millwright/delivery'
import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from './parts.ts'

/** Brings the one comment of the task's pull request up to date; a branch without one gets none. */
export async function commentOn(parts: Parts, record: TaskRecord): Promise<void> {
  const { task } = record
  const pr = task.inputs.pr_number
  if (pr === undefined) return
  const known = await parts.store.getFailure(task.failure_id)
  const body = renderComment({ record, failure: known?.failure ?? null, redact: parts.redact })
  const comment_id = await upsertComment({ github: parts.github, repo: task.repo, pr, body })
  await parts.store.changeTask(task.task_id, [record.state, 'delivering', 'watching'], (r) => ({
    ...r,
    delivery: { ...r.delivery, comment_id },
  }))
}
