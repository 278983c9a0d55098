import { isFinished, type TaskRecord } from '@millwright/protocol'
import { clearCancel } from '@millwright/report'
import { refreshCloneToken } from '../clone-token.ts'
import type { Parts } from '../parts.ts'
import { queueUpdate } from '../telling/queue-update.ts'
import { queueTask } from './queue-task.ts'
import { whyOff } from './why-off.ts'

const GONE = 'the task is no longer there'

/**
 * Queues a finished task once more, under a new number, so that the queue takes it as new work.
 * Does nothing but say so, and return why, where that would be paid for in vain. `begin` is called
 * before anything changes, once it is certain that the task is retried.
 */
export async function retryTask(
  parts: Parts,
  taskId: string,
  actor: string,
  begin: () => Promise<void> = async () => undefined,
): Promise<string | null> {
  const record = await parts.store.getTask(taskId)
  if (!record) return GONE
  const { repo, inputs } = record.task
  const place = `${repo}#${inputs.pr_number ?? inputs.branch}`
  return parts.inTurn(place, () => retryInTurn(parts, taskId, actor, begin))
}

async function retryInTurn(
  parts: Parts,
  taskId: string,
  actor: string,
  begin: () => Promise<void>,
): Promise<string | null> {
  const record = await parts.store.getTask(taskId)
  if (!record) return GONE
  // A retry that was cut off before it was in the queue; adding it again does nothing.
  if (record.state === 'queued') {
    await begin()
    await queueAgain(parts, record)
    return null
  }
  const { repo } = record.task
  const objection = await whyNot(parts, taskId)
  if (objection) {
    await parts.tell({ kind: 'task', repo, task_id: taskId, text: `not retried: ${objection}` })
    return objection
  }
  await begin()
  await clearCancel(parts.redis, taskId)
  const again = await parts.store.changeTask(taskId, [record.state], (r) => ({
    ...r,
    state: 'queued',
    reason: `retried by ${actor}`,
    result: null,
    gate: null,
    hold: null,
    approval: null,
    task: { ...r.task, retry_count: r.task.retry_count + 1 },
  }))
  if (again) await queueAgain(parts, again)
  return null
}

async function queueAgain(parts: Parts, record: TaskRecord): Promise<void> {
  const { task, reason } = record
  await refreshCloneToken(parts, task.repo)
  if (!(await queueTask(parts, record))) return
  await queueUpdate(parts, record)
  await parts.tell({ kind: 'task', repo: task.repo, task_id: task.task_id, text: reason })
}

async function whyNot(parts: Parts, taskId: string): Promise<string | null> {
  const { config, store, github } = parts
  const record = await store.getTask(taskId)
  if (!record || !isFinished(record.state)) return 'it is not finished'
  const { type, verdict, repo, inputs, head_sha } = record.task
  if (type === 'escalate') return 'it is work for a person'
  const mode = config.repositories[repo]?.mode ?? 'off'
  const isAllowed = mode !== 'off' && (mode !== 'report' || verdict === 'INVESTIGATE')
  if (!isAllowed) return `mode ${mode}: no worker may edit ${repo}`
  if ((await github.branchHead(repo, inputs.branch)) !== head_sha) return 'the branch moved on'
  const { pr_number } = inputs
  if (pr_number !== undefined) {
    // What comes of a retry would not be pushed, and would be paid for all the same.
    const off = await whyOff(parts, repo, pr_number)
    if (off !== null) return off
    const { state } = await github.getPull(repo, pr_number)
    if (state === 'closed') return 'the pull request was closed'
  }
  const place = String(pr_number ?? inputs.branch)
  const others = await store.tasksOfPullRequest(repo, place)
  const open = others.find((other) => !isFinished(other.state))
  return open ? `${open.task.task_id} is at work there` : null
}
