import type { Choice } from '@millwright/dispatch'
import { SIGHTINGS_MAX, type Sighting, type Urgency } from '@millwright/store'
import { incidentKey } from './incident-key.ts'
import type { Acting } from './open-task.ts'
import type { Parts } from './parts.ts'

/** Rules whose objection leaves a failure to somebody who has the same cause. */
const leaving: ReadonlySet<string | null> = new Set(['incident', 'inherited'])

/**
 * Files a failure under its incident, and has a note written on the pull request of one that is
 * left to another task, or was. It takes place in the incident's turn; repeating it changes nothing.
 */
export async function noteIncident(
  parts: Parts,
  acting: Acting,
  { answer, decidedBy }: Choice,
  taskId: string | null,
): Promise<void> {
  const isLeft = leaving.has(decidedBy)
  if (answer !== 'act' && !isLeft) return
  const { failure, diagnosis } = acting
  const { repo, failure_id, completed_at } = failure
  const key = incidentKey(failure, diagnosis)
  const known = await parts.store.getIncident(repo, key)
  const before = known?.closed_at === null ? known : null
  const sighting = sightingOf(acting, isLeft)
  const wasLeft = before?.sightings.some((one) => one.failure_id === failure_id && one.is_left)
  // First, so that a lead that dies in between still finds that there is something to be said.
  if ((isLeft || wasLeft) && failure.pr_number !== undefined) {
    await parts.queues.deliveries.add({ kind: 'note', failure_id }, `note.${failure_id}.${answer}`)
  }
  const last = completed_at > (before?.seen_at ?? '') ? completed_at : (before?.seen_at ?? '')
  await parts.store.saveIncident({
    ...{ repo, key, seen_at: last, closed_at: null },
    sightings: withSighting(before?.sightings ?? [], sighting),
    category: diagnosis.category,
    summary: diagnosis.summary,
    urgency: before?.urgency === 'critical' ? 'critical' : urgencyOf(acting),
    opened_at: before?.opened_at ?? completed_at,
    task_id: taskId ?? before?.task_id ?? null,
    issue: known?.issue ?? null,
  })
}

function sightingOf({ failure }: Acting, is_left: boolean): Sighting {
  const { failure_id, workflow_name, job_name, head_sha, html_url, head_branch } = failure
  return {
    ...{ failure_id, workflow_name, job_name, head_sha, html_url, is_left },
    pr_number: failure.pr_number ?? null,
    branch: head_branch,
    at: failure.completed_at,
  }
}

/** A newer sighting of one workflow in one place stands for the older one. */
function withSighting(known: readonly Sighting[], own: Sighting): Sighting[] {
  const others = known.filter(
    (one) =>
      one.pr_number !== own.pr_number ||
      one.branch !== own.branch ||
      one.workflow_name !== own.workflow_name,
  )
  return [...others, own].slice(-SIGHTINGS_MAX)
}

function urgencyOf({ diagnosis, isCritical }: Acting): Urgency {
  return isCritical ? 'critical' : diagnosis.severity
}
