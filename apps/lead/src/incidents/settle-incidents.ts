import type { WorkflowRun } from '@millwright/github'
import type { Incident, Sighting } from '@millwright/store'
import { judgeVerdict } from '../judging/judge-verdict.ts'
import type { Parts } from '../parts.ts'
import { isSameWorkflow, workflowOf } from '../runs/is-same-workflow.ts'
import { queueIssue } from './queue-issue.ts'

/**
 * A green run shows whether the verdicts were right on what was red of its workflow on its branch,
 * and takes that off the open incidents.
 */
export async function settleGreen(parts: Parts, repo: string, run: WorkflowRun): Promise<void> {
  if (run.headRepo !== repo) return
  const isOver = (one: Sighting) => isMadeGreen(one, run)
  // Before they are taken off: whoever comes here a second time would find none of them.
  const open = (await parts.store.openIncidents(repo)).flatMap(({ sightings }) => sightings)
  for (const sighting of open.filter(isOver)) await judgeVerdict(parts, sighting, run)
  await settleIncidents(parts, repo, isOver)
}

/** True when the run came after the failure, in the same workflow on the same branch. */
export function isMadeGreen(one: Sighting, run: WorkflowRun): boolean {
  const isSame = one.branch === run.headBranch && isSameWorkflow(one, workflowOf(run))
  return isSame && run.updatedAt >= one.at
}

/**
 * Takes places that are green or gone off the open incidents of a repository; an incident without
 * any is over. Repeating it changes nothing.
 */
export async function settleIncidents(
  parts: Parts,
  repo: string,
  isOver: (sighting: Sighting) => boolean,
): Promise<void> {
  for (const { key, sightings } of await parts.store.openIncidents(repo)) {
    if (!sightings.some(isOver)) continue
    await parts.inTurn(`incident ${repo} ${key}`, async () => {
      const incident = await parts.store.getIncident(repo, key)
      if (incident?.closed_at === null) await takeOff(parts, incident, isOver)
    })
  }
}

async function takeOff(parts: Parts, incident: Incident, isOver: (one: Sighting) => boolean) {
  const { repo, key, category } = incident
  const sightings = incident.sightings.filter((one) => !isOver(one))
  const closed_at = sightings.length === 0 ? new Date().toISOString() : null
  // Before it is filed: whoever comes here a second time would find nothing left to do.
  if (closed_at !== null) await queueIssue(parts, repo, key, `closed.${closed_at}`)
  await parts.store.saveIncident({ ...incident, sightings, closed_at })
  if (closed_at === null) return
  await parts.tell({ kind: 'decision', repo, text: `over: ${category}, ${incident.summary}` })
}
