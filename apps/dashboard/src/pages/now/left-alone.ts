import type { Decision } from '@millwright/protocol'

/**
 * The failures that were left alone, the newest first. Of a job at one commit the last word
 * counts: one that was waited for and then taken up is under way, and no reason for quiet.
 */
export function leftAlone(decisions: readonly Decision[]): readonly Decision[] {
  const seen = new Set<string>()
  return decisions.filter((one) => {
    const { repo, pr_number, head_sha, job_name, answer } = one
    const key = JSON.stringify([repo, pr_number, head_sha, job_name ?? one.failure_id])
    if (seen.has(key)) return false
    seen.add(key)
    return answer !== 'act'
  })
}
