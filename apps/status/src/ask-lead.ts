import type { TaskRecord } from '@millwright/protocol'
import { audit } from './audit.ts'
import { findTask } from './find-task.ts'
import { objectionTo, type Wish } from './objection-to.ts'
import { StatusError } from './status-error.ts'
import type { StatusParts } from './status-parts.ts'

/**
 * Files a wish in the audit log and queues it for the lead, with a line in the timeline that says
 * who asked; `from` is the address that it came from. The lead looks at
 * everything again when its turn comes; what cannot be right any more is refused here and now.
 * @throws StatusError `MW_NOT_FOUND` or `MW_WRONG_STATE`.
 */
export async function askLead(parts: StatusParts, wish: Wish, from: string): Promise<TaskRecord> {
  const { store, queues, logger, redact } = parts
  const { kind, task_id, actor } = wish
  const record = await findTask(parts, task_id)
  const objection = objectionTo(wish, record)
  if (objection !== null) throw new StatusError('MW_WRONG_STATE', objection)
  await audit(parts, { actor, action: kind, target: task_id, from, detail: detailOf(wish) })
  await queues.maintenance.add(wish)
  await store.addEvent({
    at: new Date().toISOString(),
    kind: 'task',
    repo: record.task.repo,
    task_id,
    text: redact(`${actor} asked to ${kind} the task`),
  })
  logger.info({ taskId: task_id, action: kind, actor }, 'action asked for')
  return record
}

function detailOf(wish: Wish): string {
  if (wish.kind === 'approve') return `patch ${wish.patch}`
  return wish.kind === 'reject' ? wish.why : ''
}
