import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { queueComment } from '../telling/queue-comment.ts'

/** Ends a task whose result is being delivered; a commit of it that was pushed is kept in mind. */
export async function stopDelivery(
  parts: Parts,
  record: TaskRecord,
  state: 'superseded' | 'cancelled',
  reason: string,
  pushedSha: string | null = null,
): Promise<void> {
  const { task_id, repo } = record.task
  const stopped = await parts.store.changeTask(task_id, ['delivering'], (r) => ({
    ...r,
    state,
    reason,
    delivery: { ...r.delivery, commit_sha: pushedSha ?? r.delivery.commit_sha },
  }))
  if (!stopped) return
  await queueComment(parts, stopped)
  await parts.tell({ kind: 'task', repo, task_id, text: `${state}: ${reason}` })
}
