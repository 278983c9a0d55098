import type { Category, Diagnosis, Verdict } from '@millwright/protocol'
import { hasPassed } from './decide/has-passed.ts'
import { type Examination, examine } from './diagnose.ts'
import { EXPLAINED_MAX } from './limits.ts'
import type { LogFacts } from './log-facts.ts'
import type { NearMiss } from './match/match-watch.ts'
import type { LogInput } from './match/read-log.ts'
import type { CompiledRule, RuleSet } from './packs/rule-set.ts'
import { type Hit, hitsOf, lineOf, type Step } from './steps/log-step.ts'
import { verdictOf } from './verdict-of.ts'

/** What became of one rule that some line of the log matched. */
export type ExplainedRule = {
  rule: string
  tier: number
  category: Category
  verdict: Verdict
  /** `won` decided, `lost` could have, `unused` matched a line and yet was no candidate. */
  outcome: 'won' | 'lost' | 'unused'
  reason: string
  /** The line that speaks for the rule. */
  line: number
  text: string
}

/** Why a log has the diagnosis it has. */
export type Explanation = {
  diagnosis: Diagnosis
  /** True when the job came to its end without a failed step. */
  hasPassed: boolean
  /** Rules that were tried on every line. */
  rulesTried: number
  lines: number
  /** Lines that were too long and cut. */
  cutLines: number
  steps: { name: string; firstLine: number; lastLine: number; exitCode: number | null }[]
  /** The winner, then the losers with the closest first, then the unused; at most EXPLAINED_MAX. */
  rules: ExplainedRule[]
}

/** Diagnoses a log and tells which rules matched, which lost, and why. */
export async function explain(
  input: LogInput,
  facts: LogFacts,
  rules: RuleSet,
): Promise<Explanation> {
  const misses = new Map<CompiledRule, NearMiss>()
  const examination = await examine(input, facts, rules, (miss) => {
    if (!misses.has(miss.rule)) misses.set(miss.rule, miss)
  })
  const { diagnosis, reading } = examination
  const rows = new Map<CompiledRule, ExplainedRule>()
  for (const row of [...candidates(examination), ...others(examination), ...misses.values()]) {
    if (rows.size < EXPLAINED_MAX && !rows.has(row.rule)) rows.set(row.rule, explained(row))
  }
  return {
    diagnosis,
    hasPassed: hasPassed(reading.steps),
    rulesTried: rules.rules.length,
    lines: reading.lines,
    cutLines: reading.cutLines,
    steps: reading.steps.map(({ name, firstLine, lastLine, exitCode }) => {
      return { name, firstLine, lastLine, exitCode }
    }),
    rules: [...rows.values()],
  }
}

type Row = NearMiss & { outcome?: ExplainedRule['outcome'] }

function candidates({ choice }: Examination): Row[] {
  if (!choice) return []
  const reason = 'the strongest tier in the failing step'
  const won: Row = { ...rowOf(choice.hit, reason), outcome: 'won' }
  const lost = choice.losers.map(({ hit, reason: why }): Row => {
    return { ...rowOf(hit, why), outcome: 'lost' }
  })
  return [won, ...lost]
}

/** Hits that were no candidates: in other steps, or in a step that is not one for the rule. */
function others({ reading, step, choice }: Examination): Row[] {
  return reading.steps.flatMap((own) =>
    hitsOf(own).map((hit) => rowOf(hit, whyNoCandidate(hit, own, { step, isSettled: !choice }))),
  )
}

function whyNoCandidate(
  { rule }: Hit,
  own: Step,
  { step, isSettled }: { step: Step | null; isSettled: boolean },
): string {
  const name = own.name.slice(0, 100) || 'without a name'
  if (rule.step && !rule.step.test(`${own.name}\n${own.command}`)) {
    return `it is for other steps than this one, ${name}`
  }
  if (own !== step) return `it stands in a step that did not turn the job red, ${name}`
  return isSettled ? "GitHub's conclusion settled the matter" : 'it was no candidate'
}

function rowOf(hit: Hit, reason: string): Row {
  const [first] = hit.lines
  return { rule: hit.rule, line: { number: lineOf(hit), text: first?.text ?? '' }, reason }
}

function explained({ rule, line, reason, outcome = 'unused' }: Row): ExplainedRule {
  return {
    rule: rule.fullId,
    tier: rule.tier,
    category: rule.category,
    verdict: rule.verdict ?? verdictOf(rule.category),
    outcome,
    reason,
    line: line.number,
    text: line.text,
  }
}
