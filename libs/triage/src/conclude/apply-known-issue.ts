import type { Diagnosis, Verdict } from '@millwright/protocol'
import type { LoadedIssue } from '../packs/rule-set.ts'
import type { Line } from '../steps/log-step.ts'

/** How much a verdict lets happen by itself; a larger number is stricter. */
const strictness: Record<Verdict, number> = { FIXABLE: 0, INVESTIGATE: 1, ESCALATE: 2 }

/** What applying known issues depends on. */
export type IssueFacts = {
  knownIssues: readonly LoadedIssue[]
  /** Lines of the failing step that belong to an issue, by the issue's full id. */
  marked: ReadonlyMap<string, readonly Line[]>
  /** Numbers of the lines that decided. */
  decisive: ReadonlySet<number>
  now: Date
}

/**
 * Marks a diagnosis with the operators' known issue, if one counts today. An issue whose line
 * decided comes before one that was merely printed in the same step.
 * Anybody can print a line: unless it is the line that decided, it makes no verdict less strict.
 */
export function applyKnownIssue(diagnosis: Diagnosis, facts: IssueFacts): Diagnosis {
  const today = facts.now.toISOString().slice(0, 10)
  const found = facts.knownIssues.flatMap((issue) => {
    const lines = facts.marked.get(issue.fullId)
    if (!lines || issue.expires < today) return []
    return [{ issue, lines, hasDecided: lines.some(({ number }) => facts.decisive.has(number)) }]
  })
  const chosen = found.find(({ hasDecided }) => hasDecided) ?? found[0]
  if (!chosen) return diagnosis
  const { issue, lines, hasDecided } = chosen
  const wanted = issue.verdict ?? diagnosis.verdict
  const isStricter = strictness[wanted] >= strictness[diagnosis.verdict]
  const [first] = lines
  const isShown = diagnosis.evidence.some(({ line }) => line === first?.number)
  return {
    ...diagnosis,
    verdict: isStricter || hasDecided ? wanted : diagnosis.verdict,
    summary: `${diagnosis.summary} Known: ${issue.note} ${issue.link}`.slice(0, 500),
    evidence:
      first === undefined || isShown
        ? diagnosis.evidence
        : [...diagnosis.evidence, { line: first.number, text: first.text }].slice(-200),
    known_issue: { id: issue.fullId, link: issue.link, note: issue.note },
  }
}
