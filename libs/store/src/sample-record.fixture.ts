import { TaskRecord } from '@millwright/protocol'
import { sampleDiagnosis, sampleTask } from '@millwright/testing'

interface Sample {
  readonly repo?: string
  readonly pr?: number
  readonly incident?: string
  readonly headSha?: string
}

/** A valid queued task on branch `main` with nothing in it but its name and what is given. */
export function sampleRecord(task_id: string, sample: Sample = {}): TaskRecord {
  const created_at = '2026-01-01T00:00:00.000Z'
  const task = sampleTask(task_id)
  const incident = sample.incident ?? 'v1:0'
  return TaskRecord.parse({
    task: {
      ...task,
      inputs: {
        ...task.inputs,
        ...(sample.pr !== undefined && { pr_number: sample.pr }),
        diagnosis: sampleDiagnosis(incident),
      },
      created_at,
      repo: sample.repo ?? task.repo,
      head_sha: sample.headSha ?? task.head_sha,
      incident,
    },
    state: 'queued',
    reason: 'waiting',
    epoch: 0,
    worker: null,
    result: null,
    gate: null,
    delivery: { commit_sha: null, comment_id: null, ci_conclusion: null },
    created_at,
    updated_at: created_at,
  })
}
