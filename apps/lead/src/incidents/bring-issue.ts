import { findIssue, type IncidentView, issueMarker, renderIssue } from '@millwright/delivery'
import { GitHubError } from '@millwright/github'
import type { TaskRecord } from '@millwright/protocol'
import type { Incident } from '@millwright/store'
import { z } from 'zod'
import type { Parts } from '../parts.ts'
import { dueAt } from '../telling/due-at.ts'

/** An issue that GitHub has taken and does not list after so long was never taken. */
const LISTED_MS_MAX = 60_000
const Begun = z.object({ at: z.iso.datetime() })

/**
 * Brings the one issue of an incident up to date: opens it, changes it, closes it when everything
 * is green and opens it again when the cause is back. It takes place in the incident's turn, and
 * repeating it changes nothing.
 */
export async function bringIssue(parts: Parts, repo: string, key: string): Promise<void> {
  if (!parts.config.escalation.issues) return
  await parts.inTurn(`incident ${repo} ${key}`, async () => {
    const incident = await parts.store.getIncident(repo, key)
    if (!incident) return
    try {
      await bring(parts, incident)
    } catch (error) {
      if (!(error instanceof GitHubError) || !isRefusal(error)) throw error
      const text = `no issue: GitHub refused it (it takes issues: write, and a repository with issues)`
      await parts.tell({ kind: 'github', repo, text })
    }
  })
}

async function bring(parts: Parts, incident: Incident): Promise<void> {
  const { github, redact, store, config } = parts
  const { repo, key, closed_at, task_id } = incident
  const number = incident.issue?.number ?? (await findIssue(github, repo, issueMarker(key)))
  const is_closed = closed_at !== null
  if (number === null && is_closed) return
  const record = task_id === null ? null : await store.getTask(task_id)
  const { title, body } = renderIssue({ incident: viewOf(parts, incident, record), redact })
  if (number === null) {
    const made = await open(parts, incident, { title, body, labels: config.escalation.labels })
    return store.saveIncident({ ...incident, issue: { number: made, is_closed } })
  }
  // What a person closed stays closed: we open again only what we have closed ourselves.
  const wasClosed = incident.issue?.is_closed ?? false
  const state = is_closed ? 'closed' : wasClosed ? 'open' : null
  await github.updateIssue(repo, number, { title, body, ...(state && { state }) })
  await store.saveIncident({ ...incident, issue: { number, is_closed } })
}

async function open(
  { github, store }: Parts,
  { repo, key, opened_at }: Incident,
  issue: { title: string; body: string; labels: readonly string[] },
): Promise<number> {
  const now = new Date().toISOString()
  // GitHub may list an issue late: whoever was cut off after opening one looks for it again.
  const begun = Begun.parse(await store.putIntent(`issue.${repo}.${key}.${opened_at}`, { at: now }))
  const isRecent = Date.now() - Date.parse(begun.at) < LISTED_MS_MAX
  if (begun.at !== now && isRecent) throw new IssueUnsureError(repo)
  return (await github.createIssue(repo, issue)).number
}

function viewOf(parts: Parts, incident: Incident, record: TaskRecord | null): IncidentView {
  const { key, category, summary, urgency, opened_at, closed_at, sightings } = incident
  const diagnosis = record?.task.inputs.diagnosis
  return {
    ...{ key, category, summary, urgency, openedAt: opened_at, closedAt: closed_at },
    dueAt: new Date(dueAt(parts.config, incident)).toISOString(),
    isDefaultBranch: urgency === 'critical',
    reason: record?.state === 'escalated' ? record.reason : '',
    remedy: diagnosis?.remedy ?? '',
    evidence: diagnosis?.evidence ?? [],
    places: sightings.map(({ pr_number, branch, job_name, head_sha, html_url }) => ({
      where: pr_number === null ? branch : `#${pr_number}`,
      ...{ job: job_name, sha: head_sha, url: html_url },
    })),
  }
}

function isRefusal({ code }: GitHubError): boolean {
  return code === 'MW_GITHUB_AUTH' || code === 'MW_GITHUB_NOT_FOUND'
}

/** It is not known yet whether GitHub took our issue; calling again later finds it or opens it. */
class IssueUnsureError extends Error {
  readonly code = 'MW_ISSUE_UNSURE'

  constructor(repo: string) {
    super(`an issue of ${repo} may have been opened a moment ago: it is looked for again`)
    this.name = 'IssueUnsureError'
  }
}
