import type { TaskRecord, TaskState } from '@millwright/protocol'
import { incidentKey } from '../incidents/incident-key.ts'
import type { Parts } from '../parts.ts'

/** States in which a task needs a person. */
const needing: readonly TaskState[] = ['awaiting_approval', 'escalated', 'failed']

/** Notes that somebody sees to a task, so that no higher level of people is called. */
export async function acknowledge(parts: Parts, taskId: string, actor: string): Promise<void> {
  const record = await parts.store.getTask(taskId)
  if (!record || !needing.includes(record.state)) return
  const name = intentOf(record.task)
  if ((await parts.store.getIntent(name)) !== null) return
  await parts.store.putIntent(name, { actor })
  const { repo } = record.task
  await parts.tell({ kind: 'task', repo, task_id: taskId, text: `${actor} sees to it` })
}

/** Whether a call for a task needs no other person any more. */
export async function isAnswered(
  { store }: Pick<Parts, 'store'>,
  about: { readonly task_id: string; readonly retry_count: number },
): Promise<boolean> {
  const record = await store.getTask(about.task_id)
  if (!record || !needing.includes(record.state)) return true
  if (record.task.retry_count !== about.retry_count) return true
  if (record.state !== 'awaiting_approval' && (await isGreenAgain(store, record))) return true
  return (await store.getIntent(intentOf(record.task))) !== null
}

/** Somebody mended it without telling us. */
async function isGreenAgain(store: Parts['store'], { task }: TaskRecord): Promise<boolean> {
  const { pr_number, branch, diagnosis } = task.inputs
  const key = incidentKey({ pr_number, head_branch: branch }, diagnosis)
  const incident = await store.getIncident(task.repo, key)
  return incident !== null && incident.closed_at !== null
}

function intentOf({ task_id, retry_count }: TaskRecord['task']): string {
  return `acknowledged.${task_id}.${retry_count}`
}
