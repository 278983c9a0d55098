import { refreshCloneToken } from './clone-token.ts'
import { takeResult } from './handle-report.ts'
import type { Parts } from './parts.ts'

/** The most tasks of one state that one pass looks at; the next pass takes the rest. */
const TASKS_MAX = 1_000

/**
 * Compares our file of tasks with the queue and repeats what a crash left undone: a task that was
 * stored and not queued, a result that was returned and not reported, a delivery not queued.
 */
export async function reconcile(parts: Parts): Promise<void> {
  const { store, queues } = parts
  for (const finished of await queues.finishedTasks(TASKS_MAX)) {
    const record = await store.getTask(finished.taskId)
    if (record?.state !== 'queued' && record?.state !== 'running') continue
    if (record.task.retry_count !== finished.retryCount) continue
    const epoch = Math.max(record.epoch, 1)
    await takeResult(parts, record, epoch, finished.result, finished.failedReason ?? '')
  }
  const open = await store.listTasks({ state: 'queued', limit: TASKS_MAX })
  for (const record of open) {
    await refreshCloneToken(parts, record.task.repo)
    await queues.tasks.add(record.task)
  }
  for (const state of ['reported', 'delivering'] as const) {
    for (const { task, epoch } of await store.listTasks({ state, limit: TASKS_MAX })) {
      const job = { kind: 'deliver' as const, task_id: task.task_id }
      await queues.deliveries.add(job, `deliver.${task.task_id}.${epoch}`)
    }
  }
}
