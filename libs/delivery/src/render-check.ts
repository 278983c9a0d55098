import type { Check } from '@millwright/github'
import type { Redactor } from '@millwright/logger'
import type { TaskRecord } from '@millwright/protocol'
import { inertText } from './inert-text.ts'
import { nextStep } from './next-step.ts'

const ANNOTATIONS_MAX = 50
const UNDER_WAY = 'Taken up; the comment tells how it goes on.'
const PATH = /^[^/\\:\s][^\\:\n\r]{0,999}$/

/**
 * What is shown of a task at a commit: the diagnosed head, or the one we made. The places that the
 * log names are marked at the diagnosed head alone, where their line numbers hold.
 */
export function renderCheck(options: { record: TaskRecord; sha: string; redact: Redactor }): Check {
  const { record, sha, redact } = options
  const { task, state, reason } = record
  const { category, summary, files } = task.inputs.diagnosis
  const conclusion = conclusionOf(record)
  // What happens on the way is in the comment: the check says one thing from its first moment on.
  const isDiagnosed = sha === task.head_sha
  const isUnderWay = conclusion === null && isDiagnosed
  const inert = inertText(redact)
  const message = inert.line(summary, 500)
  const places = files.filter(({ path }) => isInside(path)).slice(0, ANNOTATIONS_MAX)
  return {
    sha,
    externalId: checkId(task.task_id),
    // A commit of ours may be what the next task begins with: of one name the newest status counts.
    name: isDiagnosed ? `Millwright: ${category}` : `Millwright: fix of ${category}`,
    conclusion,
    title: isUnderWay ? UNDER_WAY : nextStep(state),
    summary: `${task.verdict}, ${category}: ${message}${isUnderWay ? '' : `\n\n${inert.line(reason, 1000)}`}`,
    annotations: isDiagnosed
      ? places.map(({ path, line = 1 }) => ({ path, line: Math.max(line, 1), message }))
      : [],
  }
}

/** What a check is found again by. */
export function checkId(taskId: string): string {
  return `millwright.${taskId}`
}

/** A log may name any path; GitHub takes those of the repository alone. */
function isInside(path: string): boolean {
  return PATH.test(path) && !path.split('/').some((part) => part === '..' || part === '')
}

function conclusionOf({ state, delivery }: TaskRecord): Check['conclusion'] {
  switch (state) {
    case 'queued':
    case 'running':
    case 'reported':
    case 'delivering':
    case 'watching':
      return null
    case 'awaiting_approval':
    case 'escalated':
      return 'action_required'
    case 'resolved':
      return 'success'
    case 'failed':
      return delivery.revert_sha === undefined ? 'neutral' : 'action_required'
    case 'commented':
    case 'superseded':
    case 'cancelled':
      return 'neutral'
  }
}
