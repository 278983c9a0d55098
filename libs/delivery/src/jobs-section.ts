import type { InertText } from './inert-text.ts'
import { isPlainUrl } from './is-plain-url.ts'

/** Jobs that are named, red and other ones; a run may have hundreds. */
const RED_MAX = 20
const OTHERS_MAX = 100
const NAME_CHARS_MAX = 100
const red: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure'])

/** A job of the run, under the name that its workflow gives it. */
export interface JobOfRun {
  readonly name: string
  /** Where GitHub shows its log. */
  readonly htmlUrl: string
  /** As GitHub says: `failure`, `success`, `timed_out` ... */
  readonly conclusion: string
}

/** Every job of the run with its log; empty when the job of the heading stands alone. */
export function jobsSection(jobs: readonly JobOfRun[], inert: InertText): string {
  if (jobs.length < 2) return ''
  const [failed, others] = [true, false].map((isRed) =>
    jobs.filter(({ conclusion }) => red.has(conclusion) === isRed),
  )
  return [redPart(failed ?? [], inert), othersPart(others ?? [], inert)]
    .filter((part) => part !== '')
    .join('\n\n')
}

function redPart(jobs: readonly JobOfRun[], inert: InertText): string {
  if (jobs.length < 2) return ''
  return [`${jobs.length} jobs of the run are red:`, '', ...lines(jobs, RED_MAX, inert)].join('\n')
}

/** Folded up: it is looked for, not read. */
function othersPart(jobs: readonly JobOfRun[], inert: InertText): string {
  if (jobs.length === 0) return ''
  const title = `The other ${jobs.length === 1 ? 'job' : `${jobs.length} jobs`} of the run`
  const list = lines(jobs, OTHERS_MAX, inert)
  return `<details><summary>${title}</summary>\n\n${list.join('\n')}\n\n</details>`
}

function lines(jobs: readonly JobOfRun[], most: number, inert: InertText): string[] {
  const named = jobs.slice(0, most).map(({ name, htmlUrl, conclusion }) => {
    const log = isPlainUrl(htmlUrl) ? ` ([log](${htmlUrl}))` : ''
    const end = conclusion === 'failure' ? '' : `, ${conclusion.replaceAll(/[^a-z]/g, ' ')}`
    return `- ${inert.line(name, NAME_CHARS_MAX)}${end}${log}`
  })
  return jobs.length > most ? [...named, `- and ${jobs.length - most} more`] : named
}
