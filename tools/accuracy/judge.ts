import type { Diagnosis } from '../../libs/protocol/src/index.ts'
import type { Label } from './label.ts'

/** What is right in a diagnosis; null where the label does not say. */
export type Judgement = {
  /** The verdict that the first reader gave. */
  wanted: string
  verdict: boolean
  strict: boolean
  category: boolean
  family: boolean
  evidence: boolean | null
  evidenceTop3: boolean | null
  files: boolean | null
  /** An agent would edit code where a person is needed: the one mistake that must not happen. */
  isDangerous: boolean
}

/** Categories that name the same thing from two sides. */
const families = [
  ['assertion-mismatch', 'test-error', 'snapshot'],
  ['network', 'service-unavailable', 'rate-limit'],
  ['dependency-resolution', 'missing-dependency', 'lockfile-drift'],
  ['build-error', 'link-error', 'syntax-error', 'type-error'],
  ['lint', 'format'],
  ['permission', 'auth-expired', 'secret-missing', 'billing'],
  ['timeout', 'cancelled'],
  ['runner-lost', 'infra', 'disk-full', 'oom'],
  ['config-error', 'workflow-syntax'],
  ['policy-gate', 'coverage-gate', 'license', 'security-finding', 'secret-leak'],
]
/** A line this near to a labelled one shows the same. */
const NEAR_LINES = 2

type Judged = Pick<Diagnosis, 'verdict' | 'category' | 'evidence' | 'files'>

/** Compares a diagnosis with a label. Where readers differ and both are defensible, both count. */
export function judge({ gold }: Pick<Label, 'gold'>, diagnosis: Judged): Judgement {
  const verdicts = [gold.verdict, ...gold.verdict_also]
  const categories = [gold.category, ...gold.category_also]
  const isRight = verdicts.includes(diagnosis.verdict)
  const lines = diagnosis.evidence.map(({ line }) => line)
  const paths = diagnosis.files.map(({ path }) => path)
  const isNear = (found: readonly number[]) =>
    gold.evidence_lines.some((line) => found.some((own) => Math.abs(own - line) <= NEAR_LINES))
  const hasLines = gold.evidence_lines.length > 0
  return {
    wanted: gold.verdict,
    verdict: isRight,
    strict: diagnosis.verdict === gold.verdict,
    category: categories.includes(diagnosis.category),
    family: categories.some((each) => familyOf(each).includes(diagnosis.category)),
    evidence: hasLines ? isNear(lines) : null,
    evidenceTop3: hasLines ? isNear(lines.slice(0, 3)) : null,
    files:
      gold.files.length > 0
        ? gold.files.some((file) => paths.some((path) => isSamePath(file, path)))
        : null,
    isDangerous: gold.verdict === 'ESCALATE' && diagnosis.verdict === 'FIXABLE' && !isRight,
  }
}

function familyOf(category: string): readonly string[] {
  return families.find((family) => family.includes(category)) ?? [category]
}

/** Logs tell paths from different folders on. */
function isSamePath(a: string, b: string): boolean {
  return a.endsWith(b) || b.endsWith(a)
}
