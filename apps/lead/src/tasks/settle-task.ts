import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { queueComment } from '../telling/queue-comment.ts'
import { queueNotification } from '../telling/queue-notification.ts'

export interface Settlement {
  readonly state: 'resolved' | 'failed' | 'superseded'
  readonly ci_conclusion: 'success' | 'failure'
  readonly reason: string
  readonly revert_sha?: string
}

/** Ends a task whose commit CI has judged; whoever comes second does nothing. */
export async function settleTask(
  parts: Parts,
  record: TaskRecord,
  { state, reason, ...judged }: Settlement,
): Promise<void> {
  const { task_id, repo } = record.task
  // Before the state is changed: whoever comes here a second time would find nothing left to do.
  if (state === 'resolved') {
    await queueNotification(parts, record, {
      why: state,
      severity: 'info',
      title: 'is green again',
      reason,
    })
  }
  const settled = await parts.store.changeTask(task_id, ['watching'], (r) => ({
    ...r,
    state,
    reason,
    delivery: { ...r.delivery, ...judged },
  }))
  if (!settled) return
  await queueComment(parts, settled)
  await parts.tell({ kind: 'github', repo, task_id, text: `${state}: ${reason}` })
}
