import type { Report, TaskRecord, TaskResult } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { redactStrings } from '../redact-strings.ts'
import { queueDelivery } from '../telling/queue-delivery.ts'
import { settleTask } from './budget-of-task.ts'

/**
 * Takes one report of a worker into the lead's file. A report may come twice or from an attempt
 * that has been replaced: the epoch and the state decide whether it still counts.
 */
export async function handleReport(parts: Parts, report: Report): Promise<void> {
  const { task_id, epoch, body } = report
  const record = await parts.store.getTask(task_id)
  if (!record || epoch < record.epoch) return
  const about = { kind: 'report' as const, repo: record.task.repo, task_id }
  switch (body.kind) {
    case 'claimed': {
      const text = epoch === 1 ? `claimed by ${report.worker}` : `claimed again by ${report.worker}`
      await parts.store.changeTask(task_id, ['queued', 'running'], (r) => ({
        ...r,
        state: 'running',
        reason: text,
        epoch,
        worker: report.worker,
      }))
      return parts.tell({ ...about, text })
    }
    case 'progress':
      return parts.tell({ ...about, text: `${body.step}: ${body.text}` })
    case 'completed':
      await parts.tell({ ...about, text: `${body.result.outcome}: ${body.result.summary}` })
      await settleTask(parts, record.task, body.result.usage)
      return takeResult(parts, record, epoch, body.result)
    case 'failed':
      await parts.tell({ ...about, text: `failed (${body.code}): ${body.message}` })
      await settleTask(parts, record.task, body.usage)
      return takeResult(parts, record, epoch, null, `${body.code}: ${body.message}`)
  }
}

/** Files a terminal report, whichever way it came, and queues its delivery. */
export async function takeResult(
  parts: Parts,
  record: TaskRecord,
  epoch: number,
  result: TaskResult | null,
  failure = '',
): Promise<void> {
  const { task_id } = record.task
  // A worker knows none of our secrets, so it cannot have removed them from what it saw. The patch
  // stays as it is: its bytes are what was proven, and the gate refuses one that holds a secret.
  const clean = result && { ...redactStrings(result, parts.redact), patch: result.patch }
  await parts.store.changeTask(task_id, ['queued', 'running'], (r) => ({
    ...r,
    state: 'reported',
    reason: clean?.summary ?? parts.redact(failure),
    epoch,
    result: clean,
  }))
  const now = await parts.store.getTask(task_id)
  if (now?.state === 'reported') await queueDelivery(parts, now)
}
