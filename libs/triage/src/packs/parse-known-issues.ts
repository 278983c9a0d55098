import { checkPattern } from './check-pattern.ts'
import { KnownIssues } from './known-issue.ts'
import { nameOf } from './parse-pack.ts'
import { type FileProblem, readYaml, type SourceFile } from './read-yaml.ts'
import type { LoadedIssue } from './rule-set.ts'

/** True for a file that lists known issues instead of rules. */
export function holdsKnownIssues({ text }: SourceFile): boolean {
  return /^known_issues[ \t]*:/m.test(text)
}

/** Reads one list of known issues; throws TriageError with the place of the first problem. */
export function parseKnownIssues(source: SourceFile): LoadedIssue[] {
  const name = nameOf(source)
  const { known_issues } = readYaml(source, KnownIssues, checkIssues)
  return known_issues.map((issue) => ({ ...issue, fullId: `${name}/${issue.id}` }))
}

function checkIssues({ known_issues }: KnownIssues): FileProblem | null {
  const seen = new Set<string>()
  for (const [index, issue] of known_issues.entries()) {
    const path = ['known_issues', index]
    if (seen.has(issue.id)) {
      return { path: [...path, 'id'], message: `issue "${issue.id}" stands here twice` }
    }
    seen.add(issue.id)
    for (const kind of ['match', 'not'] as const) {
      for (const [place, pattern] of issue[kind].entries()) {
        const problem = checkPattern(pattern, [...path, kind, place])
        if (problem) return problem
      }
    }
  }
  return null
}
