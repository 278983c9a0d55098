import { createHash } from 'node:crypto'
import type { Redactor } from '@millwright/logger'
import type { IncidentView } from './incident-view.ts'
import { type InertText, inertText } from './inert-text.ts'
import { isPlainUrl } from './is-plain-url.ts'

const EVIDENCE_LINES_MAX = 40
const PLACES_MAX = 20
const TITLE_CHARS_MAX = 120

/** The first line of the issue of an incident, by which it is found again. */
export function issueMarker(key: string): string {
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 32)
  return `<!-- millwright:incident ${hash} -->`
}

/** An incident as an issue; words of logs and workflows appear as code only, redacted. */
export function renderIssue(options: { incident: IncidentView; redact: Redactor }): {
  title: string
  body: string
} {
  const { incident, redact } = options
  const inert = inertText(redact)
  const { category, summary, urgency, openedAt, dueAt, closedAt, remedy, reason } = incident
  const what = incident.isDefaultBranch ? 'The default branch is red' : 'CI needs a person'
  const evidence = incident.evidence
    .slice(0, EVIDENCE_LINES_MAX)
    .map(({ line, text }) => `${String(line).padStart(6)}  ${text}`)
  const parts = [
    issueMarker(incident.key),
    inert.line(summary, 500),
    closedAt === null
      ? `**Urgency ${urgency}: an answer is due by ${dueAt}.** Red since ${openedAt}.`
      : `**Green again since ${closedAt}.** It was red since ${openedAt}.`,
    reason === '' ? '' : `Why a person: ${inert.line(reason, 1000)}`,
    remedy === '' ? '' : `What to do: ${inert.line(remedy, 300)}`,
    closedAt === null ? placesOf(incident, inert) : '',
    evidence.length === 0 ? '' : `Evidence from the log:\n\n${inert.block(evidence.join('\n'))}`,
    closedAt === null ? 'Millwright closes this issue when everything named here is green.' : '',
  ]
  return {
    title: `${what}: ${category}, ${inert.line(summary, TITLE_CHARS_MAX)}`,
    body: parts.filter((part) => part !== '').join('\n\n'),
  }
}

function placesOf({ places }: IncidentView, inert: InertText): string {
  const lines = places.slice(-PLACES_MAX).map(({ where, job, sha, url }) => {
    const log = isPlainUrl(url) ? ` ([log](${url}))` : ''
    return `- ${inert.line(where, 100)}, job ${inert.line(job, 100)} at \`${sha.slice(0, 7)}\`${log}`
  })
  const more = places.length - lines.length
  if (more > 0) lines.push(`- and ${more} more`)
  return ['Red of this cause:', '', ...lines].join('\n')
}
