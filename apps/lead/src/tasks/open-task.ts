import {
  channels,
  type Diagnosis,
  type Failure,
  isFinished,
  type TaskRecord,
  type Verdict,
} from '@millwright/protocol'
import { refreshCloneToken } from '../clone-token.ts'
import { effectId } from '../effect-id.ts'
import type { Parts } from '../parts.ts'
import { queueDelivery } from '../telling/queue-delivery.ts'
import { makeTask } from './make-task.ts'
import { queueTask } from './queue-task.ts'

/** Why a task goes to nobody but people. */
const NOBODY = 'no worker is needed'

/** What a decision to act is about. */
export interface Acting {
  failure: Failure
  diagnosis: Diagnosis
  verdict: Verdict
  /** Nothing may be edited, whatever the mode: the head belongs to a fork. */
  isReportOnly: boolean
  /** The default branch is red: this goes before everything else. */
  isCritical: boolean
  /** Why no worker may be set on it any more; null where that is not the reason. */
  spent: string | null
}

/**
 * Writes the task of one failure and queues it: stored first, announced second. Called again, it
 * repeats only what a crash left undone. Returns the task's id.
 */
export async function openTask(parts: Parts, acting: Acting): Promise<string> {
  const { store, redis, queues } = parts
  const task = await makeTask(parts, acting)
  const { task_id } = task
  const created = await store.createTask(newRecord(task, acting.spent, isForWorker(parts, acting)))
  const record = await store.getTask(task_id)
  if (!record || isFinished(record.state)) return task_id
  if (record.state === 'reported' && record.epoch === 0) await queueDelivery(parts, record)
  if (record.state === 'queued') {
    await queues.deliveries.add({ kind: 'check', task_id }, effectId('check', record))
    await refreshCloneToken(parts, record.task.repo)
    const isQueued = await queueTask(parts, record)
    if (isQueued) await redis.publish(channels.taskNew, JSON.stringify({ task_id }))
  }
  if (created === 'created') {
    const text = `${task.type} (${acting.verdict}): ${record.reason}`
    await parts.tell({ kind: 'task', repo: task.repo, task_id, text })
  }
  return task_id
}

function newRecord(task: TaskRecord['task'], spent: string | null, forWorker: boolean): TaskRecord {
  const now = new Date().toISOString()
  return {
    task,
    state: forWorker ? 'queued' : 'reported',
    reason: forWorker ? 'waiting for a worker' : (spent ?? NOBODY),
    epoch: 0,
    worker: null,
    result: null,
    gate: null,
    hold: null,
    approval: null,
    delivery: { commit_sha: null, comment_id: null, ci_conclusion: null },
    created_at: now,
    updated_at: now,
  }
}

/** In mode `report` nothing is edited: the diagnosis itself is the answer. */
export function isForWorker(
  { config }: Pick<Parts, 'config'>,
  { failure, verdict, isReportOnly }: Pick<Acting, 'failure' | 'verdict' | 'isReportOnly'>,
): boolean {
  if (verdict === 'ESCALATE' || isReportOnly) return false
  return verdict === 'INVESTIGATE' || config.repositories[failure.repo]?.mode !== 'report'
}
