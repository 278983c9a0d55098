import type { Decision, Failure } from '@millwright/protocol'

/** What a decision tells of the failure that it is about. */
export function aboutFailure(
  failure: Failure,
): Pick<Decision, 'failure_id' | 'repo' | 'pr_number' | 'head_sha' | 'job_name' | 'html_url'> {
  const { failure_id, repo, pr_number, head_sha, job_name, html_url } = failure
  return {
    failure_id,
    repo,
    head_sha,
    job_name,
    html_url,
    ...(pr_number !== undefined && { pr_number }),
  }
}
