import { latestAttempt, type Run } from '../run.ts'

/** Whether a run answers the query of `GET /repos/{owner}/{repo}/actions/runs`. */
export function matchesRunFilters(run: Run, query: URLSearchParams): boolean {
  const attempt = latestAttempt(run)
  const equal = (name: string, ...values: readonly (string | null)[]) => {
    const wanted = query.get(name)
    return wanted === null || values.includes(wanted)
  }
  const created = query.get('created')
  return (
    equal('head_sha', run.headCommit.sha) &&
    equal('branch', run.headBranch) &&
    equal('event', run.event) &&
    equal('actor', run.actor) &&
    // GitHub takes a status and a conclusion under one name.
    equal('status', attempt.status, attempt.conclusion) &&
    (created === null || isWithin(run.createdAt, created))
  )
}

/** GitHub's date syntax: `>=D`, `>D`, `<=D`, `<D`, `A..B` with `*` for an open end, or a day. */
function isWithin(at: string, range: string): boolean {
  const [, operator, bound = ''] = /^(>=|<=|>|<)(.+)$/.exec(range) ?? []
  const time = Date.parse(at)
  switch (operator) {
    case '>=':
      return time >= Date.parse(bound)
    case '<=':
      return time <= Date.parse(bound)
    case '>':
      return time > Date.parse(bound)
    case '<':
      return time < Date.parse(bound)
    default:
      return isBetween(time, at, range)
  }
}

function isBetween(time: number, at: string, range: string): boolean {
  const [from = '', to] = range.split('..')
  if (to === undefined) return at.startsWith(range)
  return (from === '*' || time >= Date.parse(from)) && (to === '*' || time <= Date.parse(to))
}
