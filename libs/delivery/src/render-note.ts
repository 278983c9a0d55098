import type { Redactor } from '@millwright/logger'
import type { Decision, Diagnosis, Failure } from '@millwright/protocol'
import { joinSections } from './comment-sections.ts'
import { inertText } from './inert-text.ts'
import { isPlainUrl } from './is-plain-url.ts'

const HASH_CHARS = 16

/**
 * What is said of a failure that is left to another task, as a section of the pull request's
 * comment; a later note about the same cause takes its place.
 */
export function renderNote(options: {
  failure: Failure
  diagnosis: Diagnosis
  decision: Pick<Decision, 'answer' | 'reason'>
  redact: Redactor
}): string {
  const { failure, diagnosis, decision, redact } = options
  const inert = inertText(redact)
  const log = isPlainUrl(failure.html_url) ? ` ([log](${failure.html_url}))` : ''
  const job = inert.line(failure.job_name, 100)
  const text = [
    `### Job ${job} failed at \`${failure.head_sha.slice(0, 7)}\`${log}: ${diagnosis.category}`,
    inert.line(diagnosis.summary, 500),
    `**${next[decision.answer]}** ${inert.line(decision.reason, 1000)}`,
  ].join('\n\n')
  const name = diagnosis.fingerprint.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, HASH_CHARS)
  return joinSections(new Map([[`cause-${name}`, text]]))
}

const next = {
  act: 'Taken up here.',
  wait: 'The same cause is at work elsewhere; this pull request is next.',
  skip: 'The same cause is known elsewhere; nothing is done here.',
} as const
