import { type Failure, taskId } from '@millwright/protocol'

/** The name of the task that a failure leads to. */
export function taskIdOf({ repo, pr_number, head_branch, job_id, run_id }: Failure): string {
  // A run that never started has no job: each such run is a task of its own.
  return taskId(repo, pr_number ?? head_branch, job_id === 0 ? run_id : job_id)
}
