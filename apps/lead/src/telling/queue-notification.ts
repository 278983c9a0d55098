import type { TaskRecord } from '@millwright/protocol'
import type { OutgoingJob } from '@millwright/queue'
import { effectId } from '../effect-id.ts'
import type { Parts } from '../parts.ts'

export interface News {
  /** Names the event: of one task it is told once. */
  why: 'escalated' | 'awaiting_approval' | 'delivery_failed' | 'resolved' | 'reverted' | 'overdue'
  severity: Extract<OutgoingJob, { kind: 'notify' }>['notification']['severity']
  /** What follows the name of the pull request or branch. */
  title: string
  reason: string
}

/** Queues what people are told about a task. */
export async function queueNotification(
  parts: Parts,
  record: TaskRecord,
  { why, severity, title, reason }: News,
): Promise<void> {
  const { repo, inputs } = record.task
  const place = inputs.pr_number === undefined ? ` ${inputs.branch}` : `#${inputs.pr_number}`
  if (why === 'escalated' && !(await isFirstOfCause(parts, record, new Date()))) {
    const text = 'nobody is called again: another place has called for the same cause'
    return parts.tell({ kind: 'notify', repo, task_id: record.task.task_id, text })
  }
  const key = effectId(why, record)
  const notification = {
    ...{ key, severity },
    title: parts.redact(`${repo}${place} ${title}`).slice(0, 300),
    text: parts.redact(reason).slice(0, 4000),
    ...linkTo(parts, record),
  }
  const { task_id, retry_count } = record.task
  const about = { task_id, retry_count }
  await parts.queues.deliveries.add({ kind: 'notify', about, notification }, `notify.${key}`)
}

/**
 * One cause in many places calls for a person once in an hour. Where it has called it may call again:
 * somebody may have tried to mend it. An approval is never spared: each patch is another one.
 */
async function isFirstOfCause(parts: Parts, { task }: TaskRecord, now: Date): Promise<boolean> {
  const hour = now.toISOString().slice(0, HOUR_CHARS)
  const name = `called.${task.repo}.${task.incident}.${hour}`
  const place = task.inputs.pr_number ?? task.inputs.branch
  return (await parts.store.putIntent(name, place)) === place
}

/** A page to look at: opening it changes nothing. */
function linkTo({ config }: Parts, { task }: TaskRecord): { url?: string } {
  const { url } = config.status
  return url === null ? {} : { url: `${url}/#/tasks/${task.task_id}` }
}

/** Of an ISO time, up to the hour. */
const HOUR_CHARS = 13
