import type { Diagnosis, Failure } from '@millwright/protocol'

/**
 * Names the incident of a failure within its repository. What no rule knows has no cause that could
 * be known again elsewhere, so its place is part of the name.
 */
export function incidentKey(
  { pr_number, head_branch }: Pick<Failure, 'pr_number' | 'head_branch'>,
  { rule, fingerprint }: Pick<Diagnosis, 'rule' | 'fingerprint'>,
): string {
  return rule === 'none' ? `${fingerprint}@${pr_number ?? head_branch}` : fingerprint
}
