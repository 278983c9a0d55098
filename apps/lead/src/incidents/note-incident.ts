import type { Choice } from '@millwright/dispatch'
import { SIGHTINGS_MAX, type Sighting, type Urgency } from '@millwright/store'
import type { Parts } from '../parts.ts'
import { isSameWorkflow } from '../runs/is-same-workflow.ts'
import type { Acting } from '../tasks/open-task.ts'
import { taskIdOf } from '../tasks/task-id-of.ts'
import { incidentKey } from './incident-key.ts'
import { queueIssue } from './queue-issue.ts'

/** As the store keeps them. */
const BRANCH_CHARS_MAX = 255

/** Rules whose objection leaves a failure to somebody who has the same cause. */
const leaving: ReadonlySet<string | null> = new Set(['incident', 'inherited'])

/**
 * Files a failure under its incident. True for one that is left to another task, or was: people
 * are to read that on its pull request. It takes place in the incident's turn; repeating it changes
 * nothing.
 */
export async function noteIncident(
  parts: Parts,
  acting: Acting,
  { answer, decidedBy }: Choice,
): Promise<boolean> {
  const isLeft = leaving.has(decidedBy)
  if (answer !== 'act' && !isLeft) return false
  const { failure, diagnosis } = acting
  const { repo, failure_id, completed_at } = failure
  const key = incidentKey(failure, diagnosis)
  const known = await parts.store.getIncident(repo, key)
  const before = known?.closed_at === null ? known : null
  const sightings = before?.sightings ?? []
  const wasLeft = sightings.some((one) => one.failure_id === failure_id && one.is_left)
  const seen = before?.seen_at ?? completed_at
  await parts.store.saveIncident({
    ...{ repo, key, closed_at: null },
    sightings: withSighting(sightings, sightingOf(acting, isLeft || wasLeft)),
    category: diagnosis.category,
    summary: diagnosis.summary,
    urgency: before?.urgency === 'critical' ? 'critical' : urgencyOf(acting),
    opened_at: before?.opened_at ?? completed_at,
    seen_at: completed_at > seen ? completed_at : seen,
    task_id: answer === 'act' ? taskIdOf(failure) : (before?.task_id ?? null),
    issue: known?.issue ?? null,
  })
  if (decidedBy === 'incident' && answer === 'skip') await queueIssue(parts, repo, key, failure_id)
  return isLeft || wasLeft
}

function sightingOf({ failure, isReportOnly }: Acting, is_left: boolean): Sighting {
  const { failure_id, workflow_name, workflow_id, job_name, head_sha, html_url, head_branch } =
    failure
  return {
    ...{ failure_id, workflow_name, job_name, head_sha, html_url, is_left },
    ...(workflow_id !== undefined && { workflow_id }),
    pr_number: failure.pr_number ?? null,
    // A fork may call its branch what it likes; a colon is in no branch of the repository.
    branch: isReportOnly ? `fork:${head_branch}`.slice(0, BRANCH_CHARS_MAX) : head_branch,
    at: failure.completed_at,
  }
}

/** A newer sighting of one workflow in one place stands for the older one. */
function withSighting(known: readonly Sighting[], own: Sighting): Sighting[] {
  const others = known.filter(
    (one) =>
      one.pr_number !== own.pr_number || one.branch !== own.branch || !isSameWorkflow(one, own),
  )
  return [...others, own].slice(-SIGHTINGS_MAX)
}

function urgencyOf({ diagnosis, isCritical }: Acting): Urgency {
  return isCritical ? 'critical' : diagnosis.severity
}
