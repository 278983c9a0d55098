import {
  channels,
  type Diagnosis,
  type Failure,
  isFinished,
  type Verdict,
} from '@millwright/protocol'
import { refreshCloneToken } from './clone-token.ts'
import { makeTask } from './make-task.ts'
import type { Parts } from './parts.ts'

/**
 * Writes the task of one failure and queues it: stored first, announced second. Called again, it
 * repeats only what a crash left undone. Returns the task's id.
 */
export async function openTask(
  parts: Parts,
  failure: Failure,
  diagnosis: Diagnosis,
  verdict: Verdict,
): Promise<string> {
  const { store, queues, redis } = parts
  const task = await makeTask(parts, failure, diagnosis, verdict)
  const now = new Date().toISOString()
  const forWorker = isForWorker(parts, failure.repo, verdict)
  const created = await store.createTask({
    task,
    state: forWorker ? 'queued' : 'reported',
    reason: forWorker ? 'waiting for a worker' : 'no worker is needed',
    epoch: 0,
    worker: null,
    result: null,
    gate: null,
    delivery: { commit_sha: null, comment_id: null, ci_conclusion: null },
    created_at: now,
    updated_at: now,
  })
  const record = await store.getTask(task.task_id)
  if (!record || isFinished(record.state)) return task.task_id
  if (record.state === 'reported' && record.epoch === 0) {
    const { task_id } = record.task
    await queues.deliveries.add({ kind: 'deliver', task_id }, `deliver.${task_id}.0`)
  }
  if (record.state === 'queued') {
    await refreshCloneToken(parts, failure.repo)
    await queues.tasks.add(record.task)
    await redis.publish(channels.taskNew, JSON.stringify({ task_id: task.task_id }))
  }
  if (created === 'created') {
    const text = `${task.type} (${verdict}): ${record.reason}`
    await parts.tell({ kind: 'task', repo: failure.repo, task_id: task.task_id, text })
  }
  return task.task_id
}

/** In mode `report` nothing is edited: the diagnosis itself is the answer. */
function isForWorker(parts: Parts, repo: string, verdict: Verdict): boolean {
  if (verdict === 'ESCALATE') return false
  return verdict === 'INVESTIGATE' || parts.config.repositories[repo]?.mode !== 'report'
}
