import type { InertText } from './inert-text.ts'
import { isPlainUrl } from './is-plain-url.ts'

/** Jobs that are named; a run may have hundreds. */
const JOBS_MAX = 20

/** A red job of the run, under the name that its workflow gives it. */
export interface RedJob {
  readonly name: string
  /** Where GitHub shows its log. */
  readonly htmlUrl: string
}

/** Where to read on when more than the job of the heading is red; empty when it stands alone. */
export function jobsSection(jobs: readonly RedJob[], inert: InertText): string {
  if (jobs.length < 2) return ''
  const lines = jobs.slice(0, JOBS_MAX).map(({ name, htmlUrl }) => {
    const log = isPlainUrl(htmlUrl) ? ` ([log](${htmlUrl}))` : ''
    return `- ${inert.line(name, 100)}${log}`
  })
  if (jobs.length > lines.length) lines.push(`- and ${jobs.length - lines.length} more`)
  return [`${jobs.length} jobs of the run are red:`, '', ...lines].join('\n')
}
