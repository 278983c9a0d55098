import type { TaskRecord } from '@millwright/protocol'
import type { TaskSummary } from './api-schemas.ts'

/** What a list shows of a task: no prompt, no logs, no patch. */
export function toSummary(record: TaskRecord): TaskSummary {
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
