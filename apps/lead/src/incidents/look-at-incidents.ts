import type { Incident, Sighting } from '@millwright/store'
import { apart } from '../apart.ts'
import { judgeVerdict } from '../judging/judge-verdict.ts'
import type { Parts } from '../parts.ts'
import { stopMadeGreen } from '../tasks/stop-made-green.ts'
import { dueAt } from '../telling/due-at.ts'
import { queueNotification } from '../telling/queue-notification.ts'
import { isMadeGreen, settleIncidents } from './settle-incidents.ts'

/** Places of one repository that one sweep asks GitHub about, and green runs of each. */
export const PLACES_MAX = 20
const RUNS_MAX = 20

/**
 * Finds what no webhook told of the open incidents of a repository: places that are green or gone.
 * Of more than PLACES_MAX the next sweeps ask. Where nobody answered in time, people are told once
 * more.
 */
export async function lookAtIncidents(
  parts: Parts,
  repo: string,
  nowMs = Date.now(),
): Promise<void> {
  const incidents = await parts.store.openIncidents(repo)
  const mark = `place:${repo}`
  const last = (await parts.store.getMark(mark)) ?? ''
  const over = new Set<string>()
  for (const [name, place] of inTurn(incidents, last)) {
    await apart(parts, repo, `a look at the place of ${name}`, async () => {
      if (await isOver(parts, repo, place)) over.add(name)
    })
    await parts.store.setMark(mark, name)
  }
  if (over.size > 0) await settleIncidents(parts, repo, (one) => over.has(one.failure_id))
  for (const incident of incidents) await remind(parts, incident, nowMs)
}

/** The places by the names of their failures, from behind `last` on and then from the first. */
function inTurn(incidents: readonly Incident[], last: string): [string, Sighting][] {
  const places = new Map(
    incidents.flatMap(({ sightings }) => sightings).map((place) => [place.failure_id, place]),
  )
  const sorted = [...places].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const behind = sorted.filter(([name]) => name > last)
  return [...behind, ...sorted.slice(0, sorted.length - behind.length)].slice(0, PLACES_MAX)
}

async function isOver(parts: Parts, repo: string, place: Sighting): Promise<boolean> {
  const { github } = parts
  const { pr_number, branch } = place
  if (pr_number !== null && (await github.getPull(repo, pr_number)).state === 'closed') return true
  const green = await github.listRuns(repo, { branch, status: 'success', limit: RUNS_MAX })
  const run = green.find((one) => one.headRepo === repo && isMadeGreen(place, one))
  if (run === undefined) return false
  await judgeVerdict(parts, place, run)
  const isRerun = run.headSha === place.head_sha && run.runAttempt > 1
  const known = isRerun ? await parts.store.getFailure(place.failure_id) : null
  if (known) await stopMadeGreen(parts, known, run.runAttempt)
  return true
}

async function remind(parts: Parts, incident: Incident, nowMs: number): Promise<void> {
  const { task_id, urgency } = incident
  const due = dueAt(parts.config, incident)
  if (task_id === null || due > nowMs) return
  const record = await parts.store.getTask(task_id)
  if (record?.state !== 'escalated') return
  const reason = `urgency ${urgency}: an answer was due by ${new Date(due).toISOString()}`
  const title = 'still needs a person'
  await queueNotification(parts, record, { why: 'overdue', severity: 'action', title, reason })
}
