import type { Parts } from '../parts.ts'

/**
 * Has the issue of an incident brought up to date, once for each `event`; the operator may not
 * want any.
 */
export async function queueIssue(
  { config, queues }: Pick<Parts, 'config' | 'queues'>,
  repo: string,
  incident: string,
  event: string,
): Promise<void> {
  if (!config.escalation.issues) return
  const id = `issue.${repo}.${incident}.${event}`
  await queues.deliveries.add({ kind: 'issue', repo, incident }, id)
}
