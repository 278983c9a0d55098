import { isFinished, type MaintenanceJob } from '@millwright/protocol'
import { clearCancel } from '@millwright/report'
import { refreshCloneToken } from './clone-token.ts'
import type { Parts } from './parts.ts'
import { reconcile } from './reconcile.ts'
import { stopTask } from './stop-task.ts'
import { sweep } from './sweep.ts'

/** Does what a clock or an operator asked for. */
export async function handleMaintenance(parts: Parts, job: MaintenanceJob): Promise<void> {
  switch (job.kind) {
    case 'sweep':
      return sweep(parts)
    case 'reconcile':
      return reconcile(parts)
    case 'cancel':
      return stopTask(parts, job.task_id, 'cancelled', `cancelled by ${job.actor}`)
    case 'retry':
      return retry(parts, job.task_id, job.actor)
  }
}

/** Queues a finished task once more, under a new number, so that the queue takes it as new work. */
async function retry(parts: Parts, taskId: string, actor: string): Promise<void> {
  const record = await parts.store.getTask(taskId)
  if (!record || !isFinished(record.state) || record.task.type === 'escalate') return
  await clearCancel(parts.redis, taskId)
  const again = await parts.store.changeTask(taskId, [record.state], (r) => ({
    ...r,
    state: 'queued',
    reason: `retried by ${actor}`,
    result: null,
    gate: null,
    task: { ...r.task, retry_count: r.task.retry_count + 1 },
  }))
  if (!again) return
  await refreshCloneToken(parts, again.task.repo)
  await parts.queues.tasks.add(again.task)
  await parts.tell({
    kind: 'task',
    repo: again.task.repo,
    task_id: taskId,
    text: `retried by ${actor}`,
  })
}
