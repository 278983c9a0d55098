import type { ControlMessage, TaskState } from '@millwright/protocol'
import { requestCancel } from '@millwright/report'
import type { Parts } from '../parts.ts'
import { queueUpdate } from '../telling/queue-update.ts'

const stoppable: TaskState[] = ['queued', 'running', 'reported', 'watching', 'awaiting_approval']

/** Stops one task wherever it stands: the flag first, then the doorbell, then our own file. */
export async function stopTask(
  parts: Parts,
  task_id: string,
  outcome: ControlMessage['outcome'],
  reason: string,
): Promise<void> {
  await requestCancel({ redis: parts.redis }, { kind: 'cancel', task_id, outcome, reason })
  await parts.queues.cancelWaiting(task_id)
  const stopped = await parts.store.changeTask(task_id, stoppable, (record) => ({
    ...record,
    state: outcome,
    reason,
  }))
  if (!stopped) {
    const record = await parts.store.getTask(task_id)
    if (record?.state !== 'delivering') return
    const text = `${outcome} later, unless it is pushed already: its result is being delivered`
    return parts.tell({ kind: 'task', repo: record.task.repo, task_id, text })
  }
  await parts.tell({
    kind: 'task',
    repo: stopped.task.repo,
    task_id,
    text: `${outcome}: ${reason}`,
  })
  await queueUpdate(parts, stopped)
}
