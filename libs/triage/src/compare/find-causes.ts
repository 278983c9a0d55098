import type { Category, Verdict } from '@millwright/protocol'
import { summarise } from '../conclude/summarise.ts'
import { hasPassed } from '../decide/has-passed.ts'
import { countingHits } from '../decide/weigh-hits.ts'
import { type Examination, examine } from '../diagnose.ts'
import { fingerprintOf } from '../fingerprint/fingerprint.ts'
import { FINDINGS_MAX } from '../limits.ts'
import type { LogFacts } from '../log-facts.ts'
import type { LogInput } from '../match/read-log.ts'
import type { RuleSet } from '../packs/rule-set.ts'
import { type Hit, lineOf } from '../steps/log-step.ts'
import { verdictOf } from '../verdict-of.ts'

/** One of the things that are wrong in a failed job: one failing test, one file's type error. */
export type Cause = {
  /** Of this cause alone; that of a diagnosis stands for all causes of its rule. */
  fingerprint: string
  rule: string
  category: Category
  verdict: Verdict
  /** Of its rule; lower is stronger. */
  tier: number
  summary: string
  line: number
  text: string
}

/** Everything that rules found in the failing step of a log, the strongest first; none if green. */
export async function findCauses(
  input: LogInput,
  facts: LogFacts,
  rules: RuleSet,
): Promise<Cause[]> {
  const examination = await examine(input, facts, rules)
  const { choice, reading } = examination
  if (hasPassed(reading.steps)) return []
  if (!choice) return [unnamed(examination)]
  const causes = new Map<string, Cause>()
  const taken = new Set<number>()
  for (const hit of countingHits(choice.step).sort(byTier)) {
    // A line that a stronger rule knows is no second cause for a rule that knows its shape alone.
    const isTaken = hit.lines.every(({ number }) => taken.has(number))
    for (const { number } of hit.lines) taken.add(number)
    const cause = causeOf(hit)
    if (isTaken || causes.has(cause.fingerprint) || causes.size >= FINDINGS_MAX) continue
    causes.set(cause.fingerprint, cause)
  }
  return [...causes.values()].sort(byStrength)
}

function byTier(a: Hit, b: Hit): number {
  return a.rule.tier - b.rule.tier
}

/** Orders causes as triage weighs them: the stronger tier, then the earlier line. */
export function byStrength(a: Cause, b: Cause): number {
  return a.tier - b.tier || a.line - b.line
}

function causeOf(hit: Hit): Cause {
  const { rule } = hit
  const verdict = rule.verdict ?? verdictOf(rule.category)
  return {
    fingerprint: fingerprintOf([hit]),
    rule: rule.fullId,
    category: rule.category,
    verdict,
    tier: rule.tier,
    summary: summarise(hit, verdict),
    line: lineOf(hit),
    text: hit.lines[0]?.text ?? '',
  }
}

/** A failure that no rule recognised is one cause, weaker than any. */
function unnamed({ diagnosis }: Examination): Cause {
  const { fingerprint, rule, category, verdict, summary, evidence } = diagnosis
  const [first] = evidence
  const place = { line: first?.line ?? 1, text: first?.text ?? '' }
  return { fingerprint, rule, category, verdict, tier: 100, summary, ...place }
}
