import type { TaskRecord } from '@millwright/protocol'
import { refreshCloneToken } from '../clone-token.ts'
import { effectId } from '../effect-id.ts'
import type { Parts } from '../parts.ts'
import { fallBackAll } from '../rollout/fall-back.ts'
import { takeResult } from '../tasks/handle-report.ts'
import { queueTask } from '../tasks/queue-task.ts'
import { settleForgotten } from '../tasks/settle-forgotten.ts'
import { queueComment } from '../telling/queue-comment.ts'
import { queueDelivery } from '../telling/queue-delivery.ts'
import { queueEscalation } from '../telling/queue-escalation.ts'
import { queueUpdate } from '../telling/queue-update.ts'
import { isShownOpen } from '../telling/show-checks.ts'

/** The most tasks of one state that one pass looks at; the next pass takes the rest. */
const TASKS_MAX = 1_000
/** The newest tasks of one state whose comment is looked after; queueing one again does nothing. */
const COMMENTS_MAX = 100
/** For so long; the queue remembers a comment for a week, so that none is made again later. */
const COMMENTS_MS_MAX = 3 * 24 * 60 * 60 * 1000

/**
 * Compares our file of tasks with the queue and repeats what a crash left undone: a task that was
 * stored and not queued, a result that was returned and not reported, a delivery not queued.
 */
export async function reconcile(parts: Parts): Promise<void> {
  const { store } = parts
  await takeUnreported(parts)
  await settleForgotten(parts)
  for (const record of await store.listTasks({ state: 'queued', limit: TASKS_MAX })) {
    await queueTask(parts, record)
  }
  for (const state of ['watching', 'resolved', 'failed', 'superseded', 'cancelled'] as const) {
    const records = await store.listTasks({ state, limit: COMMENTS_MAX })
    for (const record of records.filter(isRecent)) {
      await (isFollowed(record) ? queueComment(parts, record) : queueUpdate(parts, record))
      if (state !== 'watching') await endCheck(parts, record)
    }
  }
  for (const state of ['reported', 'delivering'] as const) {
    const reported = await store.listTasks({ state, limit: TASKS_MAX })
    for (const record of reported) await queueDelivery(parts, record)
  }
  for (const state of ['escalated', 'commented'] as const) {
    const records = await store.listTasks({ state, limit: COMMENTS_MAX })
    for (const record of records.filter(isRecent)) {
      if (state === 'escalated') await queueEscalation(parts, record)
      await endCheck(parts, record)
    }
  }
  await refreshCloneTokens(parts)
  await fallBackAll(parts)
}

/** A check that was left open, by whatever way, would say for ever that somebody is at work. */
async function endCheck(parts: Parts, record: TaskRecord): Promise<void> {
  if (!(await isShownOpen(parts, record))) return
  const { task_id } = record.task
  const id = effectId(`check.${record.state}.again`, record)
  await parts.queues.deliveries.add({ kind: 'check', task_id }, id)
}

/** People read on the pull request how the task goes on: a comment stands there, or is due. */
function isFollowed({ state, gate, delivery }: TaskRecord): boolean {
  return state === 'failed' || gate !== null || delivery.comment_id !== null
}

function isRecent({ updated_at }: TaskRecord): boolean {
  return Date.now() - Date.parse(updated_at) <= COMMENTS_MS_MAX
}

/** A task may wait, or be claimed again, long after its first token has run out. */
async function refreshCloneTokens(parts: Parts): Promise<void> {
  const repositories = new Set<string>()
  for (const state of ['queued', 'running'] as const) {
    const open = await parts.store.listTasks({ state, limit: TASKS_MAX })
    for (const { task } of open) repositories.add(task.repo)
  }
  for (const repo of repositories) await refreshCloneToken(parts, repo)
}

/** The terminal report is the queue's return value as well: what one way lost, the other has. */
async function takeUnreported(parts: Parts): Promise<void> {
  const { store, queues } = parts
  const running = await store.listTasks({ state: 'running', limit: TASKS_MAX })
  const queued = await store.listTasks({ state: 'queued', limit: TASKS_MAX })
  const open = new Map([...running, ...queued].map((record) => [record.task.task_id, record]))
  if (open.size === 0) return
  const oldest = [...open.values()].map((record) => record.created_at).toSorted()[0] ?? 0
  for (const finished of await queues.finishedTasks(TASKS_MAX, new Date(oldest))) {
    const record = open.get(finished.taskId)
    if (record?.task.retry_count !== finished.retryCount) continue
    const epoch = Math.max(record.epoch, 1)
    await takeResult(parts, record, epoch, finished.result, finished.failedReason ?? '')
  }
}
