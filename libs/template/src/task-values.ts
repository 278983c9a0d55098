import type { Failure, Task } from '@millwright/protocol'
import { previousOf } from './previous-of.ts'
import { promptValues } from './prompt-values.ts'

/** What templates may use of a past failure, by the task that it led to. */
export function taskValues(task: Task, failure: Failure | null) {
  const known = failure ?? {
    ...{ repo: task.repo, head_branch: task.inputs.branch, head_sha: task.head_sha, job_name: '' },
    ...(task.inputs.pr_number !== undefined && { pr_number: task.inputs.pr_number }),
  }
  const told = { type: task.type, logs: task.inputs.logs, previous: previousOf(task.prompt) }
  return promptValues(known, task.inputs.diagnosis, told)
}
