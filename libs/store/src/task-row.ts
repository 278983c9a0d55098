import {
  Category,
  GateResult,
  Outcome,
  Priority,
  type TaskRecord,
  TaskState,
  TaskType,
  Verdict,
} from '@millwright/protocol'
import { z } from 'zod'

/** What a list shows of a task, and what a search looks at: no prompt, no logs, no patch. */
export const TaskRow = z.object({
  task_id: z.string(),
  type: TaskType,
  priority: Priority,
  verdict: Verdict,
  category: Category,
  summary: z.string(),
  repo: z.string(),
  branch: z.string(),
  pr_number: z.number().int().nullable(),
  head_sha: z.string(),
  state: TaskState,
  reason: z.string(),
  worker: z.string().nullable(),
  epoch: z.number().int(),
  outcome: Outcome.nullable(),
  gate: GateResult.shape.decision.nullable(),
  commit_sha: z.string().nullable(),
  ci_conclusion: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})
export type TaskRow = z.infer<typeof TaskRow>

export function toTaskRow(record: TaskRecord): TaskRow {
  const { task, result, gate, delivery } = record
  const { diagnosis, branch, pr_number } = task.inputs
  return {
    task_id: task.task_id,
    type: task.type,
    priority: task.priority,
    verdict: task.verdict,
    category: diagnosis.category,
    summary: diagnosis.summary,
    repo: task.repo,
    branch,
    pr_number: pr_number ?? null,
    head_sha: task.head_sha,
    state: record.state,
    reason: record.reason,
    worker: record.worker,
    epoch: record.epoch,
    outcome: result?.outcome ?? null,
    gate: gate?.decision ?? null,
    commit_sha: delivery.commit_sha,
    ci_conclusion: delivery.ci_conclusion,
    created_at: record.created_at,
    updated_at: record.updated_at,
  }
}
