import { renderComment, upsertComment } from '@millwright/delivery'
import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from './parts.ts'

/**
 * Brings the one comment of the task's pull request up to date; a branch without one gets none.
 * The task is read when its turn has come, so that an older view never replaces a newer one.
 * `ending` is a state that the task is about to be in.
 */
export async function commentOn(
  parts: Parts,
  taskId: string,
  ending?: Pick<TaskRecord, 'state' | 'reason'> & Partial<TaskRecord>,
): Promise<void> {
  const { store, github, redact } = parts
  const first = await store.getTask(taskId)
  const pr = first?.task.inputs.pr_number
  if (!first || pr === undefined) return
  const { repo, failure_id } = first.task
  await parts.inTurn(`comment ${repo}#${pr}`, async () => {
    const record = { ...((await store.getTask(taskId)) ?? first), ...ending }
    const known = await store.getFailure(failure_id)
    const body = renderComment({ record, failure: known?.failure ?? null, redact })
    const comment_id = await upsertComment({ github, repo, pr, body })
    await store.changeTask(taskId, [first.state, record.state], (r) => ({
      ...r,
      delivery: { ...r.delivery, comment_id },
    }))
  })
}
