import { type Choice, decide } from './decide.ts'
import { describeFailure } from './describe-failure.ts'
import { failingStep } from './failing-step.ts'
import { fingerprintOf } from './fingerprint.ts'
import { fromConclusion } from './from-conclusion.ts'
import { gatherEvidence } from './gather-evidence.ts'
import type { GreenLines } from './green-lines.ts'
import { listAlternatives } from './list-alternatives.ts'
import type { LogFacts } from './log-facts.ts'
import type { Step } from './log-step.ts'
import { namePlaces } from './name-places.ts'
import { planCommands } from './plan-commands.ts'
import type { LogReading } from './read-log.ts'
import { summarise } from './summarise.ts'
import { type LogDiagnosis, type Unrecognised, unknown, unrecognised } from './unrecognised.ts'
import { isFlakyOrInfra, verdictOf } from './verdict-of.ts'

/** What a reading came to. */
export type Conclusion = {
  diagnosis: LogDiagnosis
  /** The step that the diagnosis is about. */
  step: Step | null
  /** Null when no rule decided. */
  choice: Choice | null
}

/** Says what made a job fail, from what one pass over its log found. */
export function conclude(reading: LogReading, facts: LogFacts): Conclusion {
  const failing = failingStep(reading.steps)
  const problem = withoutText(reading, facts)
  const without = (what: Unrecognised, step: Step | null) => ({
    diagnosis: unrecognised(what, step, reading.roots),
    ...{ step, choice: null },
  })
  if (problem) return without(fromConclusion(facts, null) ?? unknown(problem), null)
  const choice = decide(reading.steps, failing, facts.green)
  const step = failing ?? choice?.step ?? reading.steps.findLast((s) => !s.isPost) ?? null
  const concluded = fromConclusion(facts, choice)
  if (concluded) return without(concluded, step)
  if (!choice) return without(unknown(unknownSummary(reading, failing)), step)
  const diagnosis = recognised(choice, reading, {
    isStepKnown: failing !== null,
    green: facts.green,
  })
  return { diagnosis, step: choice.step, choice }
}

type Circumstances = { isStepKnown: boolean; green: GreenLines | undefined }

function recognised(
  choice: Choice,
  reading: LogReading,
  { isStepKnown, green }: Circumstances,
): LogDiagnosis {
  const { hit, siblings, step } = choice
  const { rule } = hit
  const { targets, ...places } = namePlaces(choice, reading.roots)
  // Without the end of the log, far from the end of its step, or on a line that green runs print as
  // well, a hit may be a false lead.
  const isDoubtful = choice.isFar || choice.isGreen || (reading.isCut && !isStepKnown)
  const own = rule.verdict ?? verdictOf(rule.category)
  const verdict = isDoubtful && own === 'FIXABLE' ? 'INVESTIGATE' : own
  const isPlain = reading.steps.length === 1
  return {
    verdict,
    category: rule.category,
    rule: rule.fullId,
    tool: rule.tool ?? rule.pack.tool,
    confidence: rule.confidence * (isDoubtful || !(isStepKnown || isPlain) ? 0.7 : 1),
    summary: `${summarise(hit, verdict)}${cutNote(reading)}`.slice(0, 500),
    evidence: gatherEvidence(choice, green),
    ...places,
    step: { name: step.name, command: step.command },
    ...planCommands(choice, targets),
    fingerprint: fingerprintOf(siblings),
    flaky_or_infra: isFlakyOrInfra(rule.category),
    alternatives: listAlternatives(choice.losers),
    ...describeFailure(rule.category, verdict, step),
    severity: rule.severity,
    remedy: rule.remedy ?? '',
  }
}

function withoutText(reading: LogReading, { hasLog = true }: LogFacts): string | null {
  if (!hasLog) return 'GitHub has no log of this job, so nothing says why it failed.'
  if (!reading.isText) {
    return 'The log is not text but binary data or an archive, so no rule could read it.'
  }
  const isEmpty = reading.steps.every((step) => step.tail.length === 0)
  return isEmpty ? 'The log is empty, so nothing in it says why the job failed.' : null
}

function unknownSummary(reading: LogReading, failing: Step | null): string {
  const code = failing?.exitCode ? ` with exit code ${failing.exitCode}` : ''
  const where = failing?.name
    ? `step "${failing.name.slice(0, 200)}" failed${code}`
    : 'the job failed'
  return `No rule recognised why ${where}.${cutNote(reading)}`
}

function cutNote(reading: LogReading): string {
  if (!reading.isCut) return ''
  return ` The log was cut after ${reading.bytes} bytes and ${reading.lines} lines.`
}
