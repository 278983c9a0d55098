import type { TaskRecord } from '@millwright/protocol'
import type { Overdraft } from '@millwright/store'
import type { Parts } from '../parts.ts'
import { callPerson } from '../telling/call-person.ts'
import { queueUpdate } from '../telling/queue-update.ts'
import { budgetsOf, fillsAgain, reservationOf } from './budget-of-task.ts'

/**
 * Gives a task to the workers once its money is set aside; false when a budget is used up. Then it
 * waits, and is tried again with every reconciliation, or a person is called where waiting would
 * not help. Doing it twice changes nothing.
 */
export async function queueTask(parts: Parts, record: TaskRecord): Promise<boolean> {
  const { config, store, queues } = parts
  const { task, reason } = record
  const now = new Date()
  const reservation = reservationOf(config, task, now)
  const overdraft = await store.reserve(reservation, budgetsOf(config.budget, task, now))
  if (overdraft !== null) {
    await refuse(parts, record, overdraft)
    return false
  }
  if (reason.startsWith(WAITS)) await say(parts, record, 'waiting for a worker')
  await queues.tasks.add(task)
  return true
}

const WAITS = 'waits: '

async function refuse(parts: Parts, record: TaskRecord, overdraft: Overdraft): Promise<void> {
  const why = overdraftText(overdraft, record.task.limits.usd)
  if (fillsAgain(overdraft.scope)) return say(parts, record, `${WAITS}${why}`)
  const { task_id, repo } = record.task
  await callPerson(parts, record, 'escalated', why)
  const done = await parts.store.changeTask(task_id, ['queued'], (r) => ({
    ...r,
    state: 'escalated',
    reason: why,
  }))
  if (!done) return
  await queueUpdate(parts, done)
  await parts.tell({ kind: 'task', repo, task_id, text: `escalated: ${why}` })
}

async function say(parts: Parts, { task, reason }: TaskRecord, text: string): Promise<void> {
  // What changes from try to try is how much others hold just now; once said is enough.
  if (reason.startsWith(WAITS) && text.startsWith(WAITS)) return
  const change = (r: TaskRecord) => ({ ...r, reason: text })
  const { task_id, repo } = task
  if (!(await parts.store.changeTask(task_id, ['queued'], change))) return
  await parts.tell({ kind: 'task', repo, task_id, text })
}

/** Says of a budget that an attempt at `usd` is too dear for it. */
export function overdraftText({ scope, spent, reserved, limit }: Overdraft, usd: number): string {
  const [used, held] = [spent.toFixed(2), reserved.toFixed(2)]
  return `the budget of ${scope} is used up: ${used} USD spent and ${held} USD set aside of ${limit}, and an attempt may cost ${usd}`
}
