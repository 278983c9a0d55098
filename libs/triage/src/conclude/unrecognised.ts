import type { Category, Diagnosis, Verdict } from '@millwright/protocol'
import { fingerprintOfUnknown } from '../fingerprint/fingerprint.ts'
import { NEARBY_FILES_MAX } from '../limits.ts'
import { stepScript } from '../replay/plan-commands.ts'
import type { Step } from '../steps/log-step.ts'
import { isFlakyOrInfra } from '../verdict-of.ts'
import { describeFailure } from './describe-failure.ts'
import { findPaths } from './find-paths.ts'
import { withinLimits } from './gather-evidence.ts'

/** What the log alone tells. */
export type LogDiagnosis = Omit<Diagnosis, 'job' | 'known_issue'>

export type Unrecognised = {
  rule: string
  verdict: Verdict
  category: Category
  confidence: number
  summary: string
}

/** A diagnosis that no rule made: the last lines of the failing step are all there is to show. */
export function unrecognised(
  what: Unrecognised,
  step: Step | null,
  roots: readonly string[],
): LogDiagnosis {
  const tail = step?.tail.slice(-30) ?? []
  const found = findPaths(tail, roots, false)
  const files = new Map(found.map((file) => [file.path, file]))
  return {
    ...what,
    summary: what.summary.slice(0, 500),
    tool: what.rule === 'none' ? 'unknown' : 'github-actions',
    evidence: withinLimits(tail.toReversed()),
    files: [...files.values()].slice(0, NEARBY_FILES_MAX),
    failing_tests: [],
    step: { name: step?.name ?? '', command: step?.command ?? '' },
    replay: step ? stepScript(step) : null,
    autofix: null,
    fingerprint: fingerprintOfUnknown(tail),
    flaky_or_infra: isFlakyOrInfra(what.category),
    alternatives: [],
    ...describeFailure(what.category, what.verdict, step),
    severity: 'normal',
    remedy: '',
  }
}

/**
 * The answer when nothing is known: a person looks. Where the kind of step is known, it is one that
 * runs the repository's own code, and an agent may look first.
 */
export function unknown(summary: string, kind: Category | null = null): Unrecognised {
  const verdict = kind === null ? 'ESCALATE' : 'INVESTIGATE'
  return { rule: 'none', verdict, category: kind ?? 'unknown', confidence: 0, summary }
}
