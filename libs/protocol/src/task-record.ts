import { z } from 'zod'
import { Approval, Hold } from './approval.ts'
import { GateResult } from './gate-result.ts'
import { TaskResult } from './report.ts'
import { Task } from './task.ts'

/**
 * Where a task stands, as the lead sees it.
 * `queued → running → reported → delivering → watching → resolved` is the whole path.
 */
export const TaskState = z.enum([
  'queued',
  'running',
  'reported',
  'delivering',
  'watching',
  'awaiting_approval',
  /** GitHub's own CI is green on our commit. */
  'resolved',
  /** A comment was all there was to do. */
  'commented',
  'escalated',
  'superseded',
  'cancelled',
  'failed',
])
export type TaskState = z.infer<typeof TaskState>

const finished: readonly TaskState[] = [
  'resolved',
  'commented',
  'escalated',
  'superseded',
  'cancelled',
  'failed',
]

/** True when nothing more happens to the task by itself. */
export function isFinished(state: TaskState): boolean {
  return finished.includes(state)
}

/** The lead's file on one task. Only the lead writes it. */
export const TaskRecord = z.object({
  task: Task,
  state: TaskState,
  /** One sentence for people: why the task is in this state. */
  reason: z.string().max(2000),
  epoch: z.number().int().min(0),
  worker: z.string().max(200).nullable(),
  result: TaskResult.nullable(),
  gate: GateResult.nullable(),
  /** What the patch waits for, once it has had to wait; kept to show what was approved. */
  hold: Hold.nullable().default(null),
  approval: Approval.nullable().default(null),
  /** The one commit we made, and what GitHub's CI said of it. */
  delivery: z.object({
    commit_sha: z.string().max(40).nullable(),
    comment_id: z.number().int().nullable(),
    ci_conclusion: z.string().max(40).nullable(),
    /** The commit that took ours back; absent when it stands. */
    revert_sha: z.string().max(40).optional(),
  }),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type TaskRecord = z.infer<typeof TaskRecord>
